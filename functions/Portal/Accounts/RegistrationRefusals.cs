using ProjectFlow.Core.Common;
using ProjectFlow.Core.Identifiers;

namespace ProjectFlow.Portal.Accounts;

/// <summary>What can stand against a registration or an invitation.</summary>
internal static class RegistrationRefusals
{
    public static Refusal Known { get; } = new(RefusalKind.NotNow, "org-registered", "该单位已注册。请本单位授权签署人邀请您，或联系科技局。", "This organisation is registered already. Ask its signatory to invite you, or ask the bureau.");

    public static Refusal Incomplete(IReadOnlyList<Problem> problems) => new(RefusalKind.Invalid, "registration-incomplete", "请修改标出的内容", "Correct what is marked.") { Problems = problems };

    public static Problem Needed(string path) => new(path, "required", "此项必填", "This is required.");

    public static IEnumerable<Problem> Line(string path, string text, int most) =>
        text.Length == 0 ? [Needed(path)] : text.Length > most ? [new(path, "too-long", $"不能超过{most}个字符", $"At most {most} characters.")] : [];

    public static IEnumerable<Problem> Mail(string path, string text) =>
        text.Length == 0 ? [Needed(path)] : Contact.IsEmail(text) ? [] : [new(path, "invalid", "不是有效的邮箱", "This is no e-mail address.")];
}
