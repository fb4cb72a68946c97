using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>What may come as a file, sent through the page: refused at its own slot with a reason, and nothing kept.</summary>
public sealed class UploadDangerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Dangers => new()
    {
        { "program", "申请书.pdf", "按内容识别" },
        { "empty", "申请书.pdf", "文件为空" },
        { "eicar", "申请书.pdf", "病毒特征" },
        { "eicar-in-docx", "申请书.docx", "病毒特征" },
        { "bomb", "申请书.docx", "解压后过大" },
        { "macros", "申请书.docx", "含有宏" },
        { "torn", "申请书.xlsx", "已损坏" },
    };

    [Theory]
    [MemberData(nameof(Dangers))]
    public async Task A_dangerous_file_is_refused_at_its_slot_and_not_kept(string danger, string name, string said)
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await AttachAsync(visit, (name, Content(danger)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var slots = page.Html.Split("id=\"slot-");
        Assert.Contains(slots, s => s.StartsWith("extra\"", StringComparison.Ordinal) && s.Contains("role=\"alert\"", StringComparison.Ordinal) && s.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain(slots, s => s.StartsWith("signed\"", StringComparison.Ordinal) && s.Contains("role=\"alert\"", StringComparison.Ordinal));
        Assert.Empty((await DocumentsAsync(visit)).EnumerateArray());
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\Users\\me\\报告.pdf", "报告.pdf")]
    [InlineData("a\u202Efdp.exe.pdf", "afdp.exe.pdf")]
    [InlineData("\u0001\u0002.pdf", ".pdf")]
    public async Task A_name_with_folders_or_controls_is_kept_without_them(string sent, string kept)
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await AttachAsync(visit, (sent, "%PDF-1.7\nplain"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(kept, (await DocumentsAsync(visit))[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Several_files_go_up_at_once_and_one_put_in_anothers_place_leaves_the_old_in_the_history()
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await AttachAsync(visit, ("一.pdf", "%PDF-1.7\none"u8.ToArray()), ("二.pdf", "%PDF-1.7\ntwo"u8.ToArray()));
        Assert.Equal(["一.pdf", "二.pdf"], (await DocumentsAsync(visit)).EnumerateArray().Select(d => d.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));

        var editor = await visit.AsAsync("editor");
        await editor.SendAsync(page, visit.Case + "/documents/extra/remove");
        await AttachAsync(visit, ("三.pdf", "%PDF-1.7\nthree"u8.ToArray()));
        Assert.Equal(2, (await DocumentsAsync(visit)).GetArrayLength());
        var history = (await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/events")).EnumerateArray().Select(e => e.GetProperty("event").GetProperty("event").GetString()).ToList();
        Assert.Equal(3, history.Count(e => e == "document-attached-v1"));
        Assert.Equal(1, history.Count(e => e == "document-removed-v1"));
    }

    private static Task<System.Text.Json.JsonElement> DocumentsAsync(CaseVisit visit) => visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/documents");

    private static byte[] Content(string danger) => danger switch
    {
        "program" => "MZ\u0090\0This program cannot be run in DOS mode"u8.ToArray(),
        "empty" => [],
        "eicar" => Encoding.ASCII.GetBytes("%PDF-1.7\n" + Eicar),
        "eicar-in-docx" => Docx(("word/media/a.bin", Encoding.ASCII.GetBytes(Eicar))),
        "bomb" => Docx(("word/media/a.bin", new byte[60 << 20])),
        "macros" => Docx(("word/vbaProject.bin", [1])),
        _ => "PK\u0003\u0004 and then nothing"u8.ToArray(),
    };

    /// <summary>In two halves, so that no antivirus program takes this assembly for the test virus itself.</summary>
    private static string Eicar => @"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static byte[] Docx((string Name, byte[] Content) more)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in new[] { ("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<w/>"u8.ToArray()), more })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    private static async Task<Sheet> AttachAsync(CaseVisit visit, params (string Name, byte[] Content)[] files)
    {
        var editor = await visit.AsAsync("editor");
        var address = $"{visit.Case}/documents/extra";
        using var body = new MultipartFormDataContent();
        foreach (var (key, value) in (await editor.GetAsync(visit.Case + "/documents")).Form(address))
        {
            body.Add(new StringContent(value), key);
        }

        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileNameStar = name };
            body.Add(part);
        }

        var answer = await editor.Client.PostAsync(address, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }
}
