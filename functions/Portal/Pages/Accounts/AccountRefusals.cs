using Microsoft.AspNetCore.Identity;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <summary>What can go wrong with signing in, in both languages.</summary>
internal static class AccountRefusals
{
    public static Refusal WrongPassword { get; } = new(RefusalKind.Invalid, "sign-in-failed", "邮箱或密码不正确", "The e-mail address or the password is wrong.");

    public static Refusal LockedOut { get; } = new(RefusalKind.Forbidden, "locked-out", "登录失败次数过多，账号已锁定15分钟", "Too many failed tries: the account is locked for 15 minutes.");

    public static Refusal WrongCode { get; } = new(RefusalKind.Invalid, "code-wrong", "验证码不正确，请重试", "The code is wrong; try again.") { Problems = [new("code", "code-wrong", "验证码不正确或已过期", "The code is wrong or out of date.")] };

    public static Refusal PasskeyNotAdded { get; } = new(RefusalKind.Invalid, "passkey-not-added", "通行密钥未添加，请重试", "The passkey was not added; try again.");

    public static Refusal PasskeyUnknown { get; } = new(RefusalKind.Invalid, "passkey-unknown", "无法用此通行密钥登录，请用密码登录", "This passkey cannot be used to sign in; use the password.");

    public static Refusal LinkExpired { get; } = new(RefusalKind.Invalid, "link-expired", "链接无效或已过期，请重新申请", "The link is wrong or out of date; ask for a new one.");

    public static Refusal Repeat { get; } = new(RefusalKind.Invalid, "repeat", "两次输入的新密码不一致", "The two new passwords differ.") { Problems = [new("repeat", "repeat", "请再次输入相同的新密码", "Type the same new password again.")] };

    public static Refusal PasswordRefused(IdentityResult result) => new(RefusalKind.Invalid, "password-refused", "密码未更改", "The password was not changed.")
    {
        Problems = [.. result.Errors.Select(Problem).DistinctBy(p => p.Code)],
    };

    private static Problem Problem(IdentityError error) => error.Code switch
    {
        "PasswordMismatch" => new("old", error.Code, "原密码不正确", "The old password is wrong."),
        "PasswordUnchanged" => new("new", error.Code, "新密码不得与原密码相同", "The new password must differ from the old one."),
        "PasswordTooShort" => new("new", error.Code, "密码至少12个字符", "A password has at least 12 characters."),
        "PasswordRequiresUniqueChars" => new("new", error.Code, "密码至少含4个不同字符", "A password has at least 4 different characters."),
        "InvalidToken" => new("", error.Code, LinkExpired.Zh, LinkExpired.En),
        "DuplicateUserName" or "DuplicateEmail" => new("email", error.Code, "该邮箱已被使用", "This e-mail address is taken."),
        "InvalidEmail" or "InvalidUserName" => new("email", error.Code, "不是有效的邮箱", "This is no e-mail address."),
        _ => new("", error.Code, error.Description, error.Description),
    };
}
