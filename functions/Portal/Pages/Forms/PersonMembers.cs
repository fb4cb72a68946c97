namespace ProjectFlow.Portal.Pages.Forms;

/// <summary>What a page asks of a person. Identity numbers and birth dates are kept when they came otherwise, but not asked for (I20).</summary>
internal static class PersonMembers
{
    public static IReadOnlyList<string> Shown { get; } = ["name", "title", "degree", "org", "phone", "email"];
}
