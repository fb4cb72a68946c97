using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Credentials;

/// <summary>Every refusal a credential knows besides the common ones. Codes are stable for ever.</summary>
internal static class CredentialRefusals
{
    public static Refusal Malformed(IReadOnlyList<Problem> problems) => new(RefusalKind.Invalid, "command-invalid", "请求内容有误，请按提示修改", "The request is not valid; correct it as shown.") { Problems = problems };

    public static Refusal NotCredential { get; } = new(RefusalKind.Unacceptable, "not-a-credential", "该计划不颁发资格", "This programme issues no credential.");

    public static Refusal NoSuchReport { get; } = new(RefusalKind.Unacceptable, "no-such-report", "该年度无须提交年报", "No report is due for that year.");

    public static Refusal InFuture { get; } = new(RefusalKind.Unacceptable, "date-in-future", "日期不能晚于今天", "The date must not lie in the future.");

    public static Refusal NoSuchSuccessor { get; } = new(RefusalKind.Unacceptable, "no-such-successor", "资格不能由其自身替代", "A credential cannot take its own place.");
}
