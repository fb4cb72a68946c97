using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Pools;

namespace ProjectFlow.Core.Supports;

/// <summary>One of the eight supports 八帮扶 (domain.md §1, H1 to H8), and which records show that it bore fruit.</summary>
/// <param name="Number">1 to 8, as in the register.</param>
/// <param name="Evidence">Records that need not be typed again.</param>
/// <param name="Title">The fact of such a record people know it by.</param>
public sealed record SupportKind(int Number, string Zh, string En, Selection Evidence, string Title)
{
    public static IReadOnlyList<SupportKind> All { get; } =
    [
        Of(1, "联姻一所高校", "Pair with a university", "register:agreements", "agreement.university", "agreement.university present"),
        Of(2, "引进一名专家", "Bring in an expert", "register:talent", "key"),
        Of(3, "实施一项产学研合作项目", "One industry–university project", "register:agreements", "agreement.title", "agreement.kind != \"platform\""),
        Of(4, "建设一个研发机构", "Build an R&D institution", "register:rd-institutions", "institution.name", "state = \"active\""),
        Of(5, "建立一份研发投入台账", "Keep an R&D ledger", "register:rd-ledger", "ledger.projectName"),
        Of(6, "落实一项科技税收政策", "Use one tax policy", "register:tax-relief", "relief.year"),
        Of(7, "申报一项科技项目", "Apply for one project", "application", "programme", "kind = \"project\"", "submittedOn present"),
        Of(8, "申请一项发明专利", "Apply for an invention patent", "register:ip", "ip.name", "ip.type = \"invention\""),
    ];

    private static SupportKind Of(int number, string zh, string en, string source, string title, params string[] where) =>
        new(number, zh, en, new(source, [.. where.Select(w => FactCondition.Parse(w) ?? throw new InvalidOperationException($"'{w}' is no condition."))]), title);
}
