using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Importing;

/// <summary>Why a whole import is refused; nothing of it was written then.</summary>
public static class ImportRefusals
{
    public static Refusal Defect { get; } = new(
        RefusalKind.NotNow, "internal-error", "系统内部错误，导入中断；可重新导入，已写入的行不会重复", "Something went wrong here and cut the import off. Import the file again; rows already written are not doubled.");

    public static Refusal NoColumns(string register) => Of(
        "import-no-columns", $"没有一列能对应“{register}”的填写项；请使用模板，或指定各列对应关系", $"No column is one of the register's ({register}); use the template, or say which column is which.");

    public static Refusal Missing(string sheet, IReadOnlyList<ImportField> fields) => Of(
        "import-missing-columns",
        $"工作表「{sheet}」缺少必填列：{string.Join('、', fields.Select(f => f.Header))}；请补充，或指定各列对应关系",
        $"Sheet '{sheet}' lacks required columns: {string.Join(", ", fields.Select(f => f.Field.LabelEn))}; add them, or say which column is which.") with
    {
        Problems = [.. fields.Select(f => new Problem(f.Path, "required", $"缺少列：{f.Header}", $"Column missing: {f.Field.LabelEn}"))],
    };

    public static Refusal Double(string sheet, string first, string second, ImportField field) => Of(
        "import-double-column",
        $"工作表「{sheet}」的「{first}」与「{second}」两列都对应“{field.Header}”；请指定用哪一列",
        $"In sheet '{sheet}' both '{first}' and '{second}' are '{field.Field.LabelEn}'; say which one to take.");

    public static Refusal UnknownField(string header, string path) => Of(
        "import-unknown-field", $"「{header}」所指的填写项 {path} 不存在或不能导入", $"'{header}' is said to be {path}, which is no field that can be imported.");

    public static Refusal BadRows(long bad) => Of(
        "import-bad-rows",
        string.Create(CultureInfo.InvariantCulture, $"有 {bad} 行不能导入，按“全部或不导入”未写入任何一行；请修改后重新上传"),
        string.Create(CultureInfo.InvariantCulture, $"{bad} rows cannot be imported, so nothing was written; correct them and upload the file again."));

    public static Refusal NoRows { get; } = Of("import-no-rows", "表头之下没有数据", "There are no rows below the header.");

    public static Refusal FileGone { get; } = Of("import-file-gone", "上传的文件已不存在，请重新上传", "The uploaded file is no longer there; upload it again.");

    public static Refusal PersonGone { get; } = new(RefusalKind.Forbidden, "role-forbidden", "您已无权导入", "You may no longer import.");

    private static Refusal Of(string code, string zh, string en) => new(RefusalKind.Unacceptable, code, zh, en);
}
