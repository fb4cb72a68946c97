using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Portal.Pages.Administration;

/// <summary>A definition file as somebody chose it on a page.</summary>
internal static class DefinitionUploads
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxName = 200;

    public static async Task<(string Name, byte[] Content, Refusal? Why)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var form = await request.ReadFormAsync(ct);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return ("", [], Refused("file-missing", "请选择文件", "Choose a file."));
        }

        if (file.Length > MaxBytes)
        {
            return ("", [], Refused("file-too-large", "文件超过1 MiB", "The file is larger than 1 MiB."));
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        var name = Path.GetFileName(file.FileName);
        return (name[..Math.Min(name.Length, MaxName)], content.ToArray(), null);
    }

    public static Refusal Wrong(IReadOnlyList<FileProblem> problems) => new(
        RefusalKind.Unacceptable, "file-wrong", $"文件有{problems.Count}处问题，未保存", $"The file has {problems.Count} problem(s) and was not stored.");

    private static Refusal Refused(string code, string zh, string en) => new(RefusalKind.Invalid, code, zh, en) { Problems = [new("file", code, zh, en)] };
}
