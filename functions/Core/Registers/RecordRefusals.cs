using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Registers;

/// <summary>Every refusal a record knows besides the common ones. Codes are stable for ever.</summary>
internal static class RecordRefusals
{
    public static Refusal Malformed(IReadOnlyList<Problem> problems) => new(RefusalKind.Invalid, "command-invalid", "请求内容有误，请按提示修改", "The request is not valid; correct it as shown.") { Problems = problems };

    public static Refusal Unacceptable(IReadOnlyList<Problem> problems) => new(RefusalKind.Unacceptable, "record-unacceptable", "登记内容不符合要求，请按提示修改", "The record cannot be kept as given; correct it as shown.") { Problems = problems };

    public static Refusal OtherKey(Register register) => new(RefusalKind.Unacceptable, "key-changed", "标识本条登记的内容不能修改；如有误，请删除后重新登记", "What names this record cannot be changed; if it is wrong, remove the record and enter it anew.")
    {
        Problems = [.. register.Key.Select(RecordKeys.PathOf).Select(p => new Problem(p, "key-changed", "与本条登记不符", "This is not the record's."))],
    };

    public static Refusal Locked { get; } = new(RefusalKind.NotNow, "record-locked", "本条登记在当前状态下不能修改内容", "In its present state the record's content cannot be changed.");

    public static Refusal NoSuchMove(string move) => new(RefusalKind.Unacceptable, "no-such-move", $"该登记簿没有“{move}”这一操作", $"The register knows no move '{move}'.");

    public static Refusal ReasonMissing { get; } = new(RefusalKind.Invalid, "command-invalid", "请求内容有误，请按提示修改", "The request is not valid; correct it as shown.")
    {
        Problems = [new("reason", "required", "请填写理由", "Give a reason.")],
    };

    public static Refusal InFuture { get; } = new(RefusalKind.Unacceptable, "date-in-future", "日期不能晚于今天", "The date must not lie in the future.");

    public static Refusal BeforeState(DateOnly since) => new(RefusalKind.Unacceptable, "date-before-state", $"日期不能早于进入当前状态之日（{since:yyyy-MM-dd}）", $"The date must not be before the present state was entered ({since:yyyy-MM-dd}).");

    public static Refusal StillSealed { get; } = new(RefusalKind.NotNow, "record-sealed", "截止日期之前内容保密，不能进行此操作", "The content is sealed until the closing day; that is not possible before.");

    public static Refusal Closed { get; } = new(RefusalKind.NotNow, "closed", "已过截止日期，不再接受", "The closing day has passed; nothing more is accepted.");

    public static Refusal NotOpen(string path) => new(RefusalKind.Unacceptable, "link-not-open", "所指的登记不存在或当前不受理", "The record pointed at does not exist or is not open now.")
    {
        Problems = [new(path, "link-not-open", "不存在或当前不受理", "Not there, or not open now.")],
    };

    public static Refusal StateUnknown { get; } = new(RefusalKind.NotNow, "state-unknown", "新版登记簿没有本条登记的当前状态", "The new version of the register does not know the record's state.");
}
