using DocumentFormat.OpenXml.Packaging;
using ProjectFlow.Core.Identifiers;
using ProjectFlow.Server.Demo;
using UglyToad.PdfPig;

namespace ProjectFlow.Server.Tests.Demo;

public sealed class DemoFilesTests
{
    [Fact]
    public void A_pdf_opens_and_says_what_was_written()
    {
        using var pdf = PdfDocument.Open(DemoFiles.Pdf("Case key-rd-001", "Document: pledge"));

        Assert.Contains("key-rd-001", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_docx_opens_with_its_chinese_text()
    {
        using var file = new MemoryStream(DemoFiles.Docx("科研诚信承诺书", "项目 <一> & 二"));
        using var word = WordprocessingDocument.Open(file, isEditable: false);

        Assert.Equal("科研诚信承诺书项目 <一> & 二", word.MainDocumentPart!.Document!.Body!.InnerText);
    }

    [Fact]
    public void An_xlsx_opens_with_its_rows()
    {
        using var file = new MemoryStream(DemoFiles.Xlsx("预算", [("设备费", "100"), ("业务费", "50")]));
        using var book = SpreadsheetDocument.Open(file, isEditable: false);

        Assert.Equal("设备费100业务费50", Assert.Single(book.WorkbookPart!.WorksheetParts).Worksheet!.InnerText);
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes() => Assert.Equal(DemoFiles.Docx("甲", "乙"), DemoFiles.Docx("甲", "乙"));

    [Fact]
    public void Every_invented_organisation_has_a_valid_code_of_its_own()
    {
        var ids = DemoPeople.Organisations().Select(o => o.Id.Value).ToList();

        Assert.All(ids, id => Assert.IsType<CreditCode.Valid>(CreditCode.Parse(id)));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_known_enterprise_has_a_name_of_its_own() =>
        Assert.Equal(DemoPeople.Known, Enumerable.Range(1, DemoPeople.Known).Select(DemoPeople.NameOfEnterprise).Distinct().Count());

    [Fact]
    public void The_plan_adds_up_to_the_year()
    {
        var upward = DemoPlan.Cases.Where(c => c.Path <= DemoPath.ObjectionUpheld && c.Programme != "hnte" && !c.Programme.StartsWith("county", StringComparison.Ordinal)).ToList();
        var recognitions = DemoPlan.Cases.Where(c => c.Programme == "hnte").ToList();

        Assert.Equal(54, upward.Count);
        Assert.Equal(32, upward.Count(c => c.Path == DemoPath.Approved));
        Assert.Equal(36_580_000.00m, upward.Sum(c => c.Award.Yuan));
        Assert.True(DemoPlan.Cases.Count(c => c.Path > DemoPath.ObjectionUpheld) >= 20);
        Assert.Equal((108, 86, 108), (recognitions.Count, recognitions.Count(c => c.Path == DemoPath.Approved), recognitions.Select(c => c.Enterprise).Distinct().Count()));
    }
}
