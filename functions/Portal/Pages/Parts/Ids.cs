namespace ProjectFlow.Portal.Pages.Parts;

/// <summary>Ids of elements by the path of what they show.</summary>
public static class Ids
{
    /// <summary>Such as <c>budget.lines-2-fiscal</c> for <c>budget.lines[2].fiscal</c>.</summary>
    public static string Of(string path) => path.Replace("].", "-", StringComparison.Ordinal).Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}
