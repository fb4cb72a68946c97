using System.Globalization;

namespace ProjectFlow.Core.Applications;

/// <summary>What the bureau has published for objections, the earliest end first.</summary>
public static class PublicityLists
{
    public const string All = "publicity";

    public static string Of(string programme, int year) => string.Create(CultureInfo.InvariantCulture, $"{All}:{programme}:{year}");

    /// <summary>Where a period with this end stands; everything before the place of the present moment is over.</summary>
    public static string Sort(DateTimeOffset before) => ApplicationProjection.Minute(before);
}
