namespace ProjectFlow.Adapters.Mail;

/// <summary>What every channel asks of addresses and header lines.</summary>
internal static class MailText
{
    private const int MaxLine = 200;

    /// <summary>Hardly any server in use takes addresses beyond ASCII, so these are known to fail from the start.</summary>
    public static bool IsAddress(string text) => text.Contains('@') && text.All(c => c is > ' ' and < '\u007F');

    /// <summary>Nothing a person typed can start a header of its own.</summary>
    public static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
        return line.Length <= MaxLine ? line : line[..MaxLine].TrimEnd() + "…";
    }
}
