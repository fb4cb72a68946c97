using ProjectFlow.Core.Ledger;
using static ProjectFlow.Server.Tests.Demo.Sheets.YearSheet;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>Certificates that stood before the system did, and registrations the authority keeps itself: lists of theirs.</summary>
internal static class CertificateSheets
{
    private static readonly string[] Columns = ["证书类别", "证书编号", "统一社会信用代码", "企业名称", "文号", "发证日期", "有效期至"];

    public static IEnumerable<YearFile> All() => [Earlier(), new("2023年入库科技型中小企业", Batch("第一批", 1, 180, new(2023, 4, 28)), Batch("第二批", 181, 400, new(2023, 7, 27)), Batch("第三批", 401, 517, new(2023, 10, 20)))];

    // Still valid at the end of 2023: 38 of 2021 and 59 of 2022. Not: 5 + 7 expired, and the sixtieth of 2022, which is revoked.
    private static YearFile Earlier() => new("往年资格证书",
        Recognised("高企2019年", 2019, 5, 247, new(2019, 11, 22)), Recognised("高企2020年", 2020, 7, 0, new(2020, 12, 2)), Recognised("高企2021年", 2021, 38, 150, new(2021, 11, 30)), Recognised("高企2022年", 2022, 60, 188, new(2022, 11, 18)),
        Of("科小2022年", Columns, Enumerable.Range(1, 30).Select(n => Registered(n + 609, 2022, n, new(2022, 9, 15)))));

    private static LedgerSheet Recognised(string sheet, int year, int count, int after, DateOnly on) => Of(sheet, Columns, Enumerable.Range(1, count).Select(n =>
        (object?[])["高新技术企业", $"GR{year}32{n * 37:D6}", Code(after + n), Name(after + n), $"国科火字〔{year}〕示例号", on, on.AddYears(3).AddDays(-1)]));

    private static LedgerSheet Batch(string sheet, int first, int last, DateOnly on) => Of(sheet, Columns, Enumerable.Range(first, last - first + 1).Select(n => Registered(n + 119, 2023, n, on)));

    private static object?[] Registered(int enterprise, int year, int n, DateOnly on) =>
        ["科技型中小企业", $"{year}320381{n:D8}", Code(enterprise), Name(enterprise), $"{year}年入库公告示例", on, new DateOnly(year + 1, 3, 31)];
}
