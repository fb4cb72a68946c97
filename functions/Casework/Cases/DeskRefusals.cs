using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>Refusals that come from keeping cases, not from the rulebook.</summary>
public static class DeskRefusals
{
    public static Refusal OperationIdReused { get; } = new(RefusalKind.NotNow, "operation-id-reused", "该操作编号已用于另一项操作，请换用新的编号", "This operation id was already used for something else; use a new one.");

    public static Refusal CaseTooLarge { get; } = new(RefusalKind.Unacceptable, "case-too-large", "本件内容已达到系统容量上限，请精简后再试", "The case has reached the most the system can hold; shorten it and try again.");

    /// <summary>Says the same of a file that is nowhere and of one that is another case's.</summary>
    public static Refusal DocumentUnknown(string path) => new(RefusalKind.Unacceptable, "document-unknown",
        "所引用的文件未在本件中上传，请先用 PUT /api/cases/{id}/files 上传", "The file named was not uploaded for this case; upload it first with PUT /api/cases/{id}/files.")
    {
        Problems = [new(path, "document-unknown", "未在本件中上传的文件", "A file that was not uploaded for this case.")],
    };

    public static Refusal StaleVersion(long expected, long current) => new(
        RefusalKind.NotNow, "stale-version", $"本件已被他人更新（您看到的是第{expected}版，现为第{current}版），请刷新后再试", $"The case has changed since (you saw version {expected}, it is now {current}); reload and try again.");
}
