using System.Globalization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>The row keys of a case's partition, whose key is the case id. Stored for ever; never rename one.</summary>
public static class CaseKeys
{
    public const string State = "s";

    /// <summary>The form as it stands.</summary>
    public const string Form = "form";

    /// <summary>Where the case is listed and counted. It follows the state and comes before the effects, so that one range reads the three.</summary>
    public const string Listed = "s-l";

    public const string Events = "e:";

    public const string Effects = "s:";

    public const string Mails = "m:";

    /// <summary>What was told about a mail after it had been sent.</summary>
    public const string MailEvents = "w:";

    /// <summary>A file handed in for this case.</summary>
    /// <param name="hash">SHA-256, 64 lower-case hex digits.</param>
    public static string Upload(string hash) => "u:" + hash;

    public static string Event(long version) => Events + version.ToString("D10", CultureInfo.InvariantCulture);

    public static string Operation(string operation) => "o:" + operation;

    /// <summary>The stored name of a request's id. People choose theirs, so theirs cannot be taken for one of the system's.</summary>
    public static string OperationOf(CaseCommand command, OperationId operation) => command.By.Is(Role.System) ? operation.Value : "u:" + operation.Value;

    /// <param name="number">0 to 98; 99 is the refresh of lists and figures, which comes with every commit.</param>
    public static string Effect(long version, int number) => Effects + EffectId(version, number);

    public static string Refresh(long version) => Effect(version, 99);

    /// <summary>The mail of an effect to a person.</summary>
    public static string Mail(string effect, PersonId person) => $"{Mails}{effect[Effects.Length..]}:{person}";

    /// <summary>The effect that sends a mail once more.</summary>
    public static string Resend(string mail) => $"{Effects}{mail[Mails.Length..]}:again";

    public static bool IsRefresh(string key) => key.EndsWith("-99", StringComparison.Ordinal);

    /// <summary>The exclusive end of all keys that begin with <paramref name="prefix"/>.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    private static string EffectId(long version, int number) =>
        version.ToString("D10", CultureInfo.InvariantCulture) + "-" + number.ToString("D2", CultureInfo.InvariantCulture);
}
