using System.IO.Compression;
using System.Text;
using ProjectFlow.Casework.Uploads;

namespace ProjectFlow.Adapters.Tests.Uploads;

public sealed class UploadCheckTests
{
    private const string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static readonly byte[] Png = [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_is_known_by_its_bytes()
    {
        Assert.Equal(UploadKind.Pdf, await Accepted("%PDF-1.7\n"u8.ToArray()));
        Assert.Equal(UploadKind.Png, await Accepted(Png));
        Assert.Equal(UploadKind.Jpg, await Accepted([0xFF, 0xD8, 0xFF, 0xE0, 0]));
        Assert.Equal(UploadKind.Docx, await Accepted(Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"))));
        Assert.Equal(UploadKind.Xlsx, await Accepted(Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>"))));
    }

    [Fact]
    public async Task Nothing_else_is_taken_whatever_its_name()
    {
        Assert.Equal("file-empty", await Refused([]));
        Assert.Equal("file-type", await Refused("MZ\x90\0 a program called x.pdf"u8.ToArray()));
        Assert.Equal("file-type", await Refused("MZ then %PDF-1.7"u8.ToArray()));
        Assert.Equal("file-type", await Refused("<svg onload='x'/>"u8.ToArray()));
        Assert.Equal("file-type", await Refused(Zip(("a.txt", "just a zip"))));
        Assert.Equal("file-type", await Refused(Zip(("[Content_Types].xml", ""), ("word/document.xml", ""), ("xl/workbook.xml", ""))));
        Assert.Equal("file-damaged", await Refused("PK\x03\x04 and no more"u8.ToArray()));
    }

    [Fact]
    public async Task The_limit_of_size_is_inclusive()
    {
        var pdf = Encoding.ASCII.GetBytes("%PDF-".PadRight(1000));

        Assert.IsType<UploadVerdict.Accepted>(await UploadCheck.CheckAsync(new MemoryStream(pdf), 1000, Ct));
        Assert.Equal("file-too-large", ((UploadVerdict.Refused)await UploadCheck.CheckAsync(new MemoryStream(pdf), 999, Ct)).Why.Code);
    }

    [Theory]
    [InlineData("word/vbaProject.bin", "x", "<Types/>")]
    [InlineData("WORD\\VBAPROJECT.BIN", "x", "<Types/>")]
    [InlineData("xl/macrosheets/sheet1.xml", "x", "<Types/>")]
    [InlineData("word/other.bin", "x", "<Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>")]
    public async Task Macros_are_refused_under_any_name(string name, string body, string types) =>
        Assert.Equal("macros", await Refused(Zip(("[Content_Types].xml", types), ("word/document.xml", ""), (name, body))));

    [Theory]
    [InlineData(0)]
    [InlineData(65536 - 30)]
    [InlineData(131072 - 67)]
    [InlineData(200_001)]
    public async Task The_test_virus_is_found_anywhere(int before) =>
        Assert.Equal("malware-signature", await Refused(Encoding.ASCII.GetBytes((before == 0 ? "" : "%PDF-".PadRight(before)) + Eicar)));

    [Fact]
    public async Task The_test_virus_is_found_inside_an_office_file() =>
        Assert.Equal("malware-signature", await Refused(Zip(("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/a.bin", new string(' ', 70_000) + Eicar))));

    [Fact]
    public async Task A_file_that_unpacks_to_more_than_a_hundredfold_is_refused()
    {
        Assert.Equal("archive-bomb", await Refused(Zip(("[Content_Types].xml", ""), ("word/document.xml", new string('0', 3 << 20)))));
        Assert.Equal(UploadKind.Docx, await Accepted(Zip(("[Content_Types].xml", ""), ("word/document.xml", new string('0', 900_000)))));
    }

    [Fact]
    public async Task A_thousand_entries_are_taken_and_one_more_is_not()
    {
        Assert.Equal(UploadKind.Docx, await Accepted(Many(1000)));
        Assert.Equal("archive-bomb", await Refused(Many(1001)));

        static byte[] Many(int entries) =>
            Zip([("[Content_Types].xml", ""), ("word/document.xml", ""), .. Enumerable.Range(0, entries - 2).Select(n => ($"word/{n}", ""))]);
    }

    [Fact]
    public async Task Cut_or_flipped_office_files_are_judged_and_never_throw()
    {
        var whole = Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", new string('x', 500)));
        for (var n = 0; n < whole.Length; n++)
        {
            await UploadCheck.CheckAsync(new MemoryStream(whole[..n]), 1 << 20, Ct);
            var flipped = whole.ToArray();
            flipped[n] ^= 0xFF;
            await UploadCheck.CheckAsync(new MemoryStream(flipped), 1 << 20, Ct);
        }
    }

    [Theory]
    [InlineData("报告.pdf", "报告.pdf")]
    [InlineData("C:\\Users\\li\\报告.pdf", "报告.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\u202Efdp.exe", "afdp.exe")]
    [InlineData("a\r\nSet-Cookie: x\0.pdf", "aSet-Cookie: x.pdf")]
    [InlineData("zero\u200Bwidth\uFEFF.pdf", "zerowidth.pdf")]
    [InlineData("half\uD83D.pdf", "half.pdf")]
    [InlineData("  name.pdf. ", "name.pdf")]
    [InlineData("..", "未命名")]
    [InlineData("", "未命名")]
    [InlineData(null, "未命名")]
    public void A_name_is_made_safe_to_show(string? name, string shown) => Assert.Equal(shown, UploadName.Clean(name));

    [Fact]
    public void A_long_name_keeps_its_extension_and_no_half_characters()
    {
        Assert.Equal(new string('长', 146) + ".pdf", UploadName.Clean(new string('长', 200) + ".pdf"));
        Assert.Equal(150, UploadName.Clean(string.Concat(Enumerable.Repeat("𠮷", 100)) + ".pdf").Length);
        Assert.Equal(149, UploadName.Clean("x" + string.Concat(Enumerable.Repeat("𠮷", 100)) + ".pdf").Length);
    }

    private static async Task<UploadKind> Accepted(byte[] bytes) => Assert.IsType<UploadVerdict.Accepted>(await Check(bytes)).Kind;

    private static async Task<string> Refused(byte[] bytes) => Assert.IsType<UploadVerdict.Refused>(await Check(bytes)).Why.Code;

    private static Task<UploadVerdict> Check(byte[] bytes) => UploadCheck.CheckAsync(new MemoryStream(bytes), 10 << 20, Ct);

    private static byte[] Zip(params (string Name, string Body)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, body) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(body));
            }
        }

        return bytes.ToArray();
    }
}
