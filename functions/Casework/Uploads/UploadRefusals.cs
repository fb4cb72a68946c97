using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Uploads;

public static class UploadRefusals
{
    public static Refusal Empty { get; } = Of("file-empty", "文件为空，请重新选择文件", "The file is empty; choose it again.");

    public static Refusal Type { get; } = Of(
        "file-type", "只接受 PDF、DOCX、XLSX、PNG、JPG 文件（按内容识别，改扩展名无效）；请另存为其中一种格式后重新上传",
        "Only PDF, DOCX, XLSX, PNG and JPG are accepted (judged by content, not by name); save the file as one of these and upload it again.");

    public static Refusal Damaged { get; } = Of(
        "file-damaged", "文件已损坏或被加密，无法读取；请重新导出后上传", "The file is damaged or encrypted and cannot be read; export it again and upload that.");

    public static Refusal Bomb { get; } = Of(
        "archive-bomb", "文件解压后过大，已拒收；请删除多余内容后重新保存并上传", "The file unpacks to far too much; remove what is not needed, save it again and upload that.");

    public static Refusal Macros { get; } = Of(
        "macros", "文件含有宏，已拒收；请另存为不含宏的 DOCX 或 XLSX 后上传", "The file contains macros; save it as DOCX or XLSX without macros and upload that.");

    public static Refusal Malware { get; } = Of(
        "malware-signature", "文件含有病毒特征，已拒收；请用杀毒软件检查您的电脑", "The file carries a malware signature; check your computer with an antivirus program.");

    /// <param name="maxBytes">Inclusive.</param>
    public static Refusal TooLarge(long maxBytes)
    {
        var mib = (maxBytes / 1048576m).ToString("0.#", CultureInfo.InvariantCulture);
        return Of("file-too-large", $"文件超过 {mib} MB，请压缩或拆分后上传", $"The file is larger than {mib} MB; compress or split it.");
    }

    private static Refusal Of(string code, string zh, string en) => new(RefusalKind.Unacceptable, code, zh, en);
}
