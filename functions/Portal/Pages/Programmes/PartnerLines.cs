using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Identifiers;

namespace ProjectFlow.Portal.Pages.Programmes;

/// <summary>Partners as people type them: one a line, the credit code first, then the name.</summary>
internal static class PartnerLines
{
    public static IReadOnlyList<Participant> Read(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Line)];

    public static string Write(IReadOnlyList<Participant> partners) => string.Join('\n', partners.Select(p => $"{p.Org} {p.Name}"));

    private static Participant Line(string line)
    {
        var parts = line.Split([' ', '\t', ',', '，', '　'], 2, StringSplitOptions.TrimEntries);
        var code = CreditCode.Parse(parts[0]) switch { CreditCode.Valid v => v.Id, CreditCode.Doubtful d => d.Id, _ => new(parts[0]) };
        return new(code, "partner", parts.Length > 1 ? parts[1] : parts[0]);
    }
}
