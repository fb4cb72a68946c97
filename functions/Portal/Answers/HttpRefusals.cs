using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Answers;

/// <summary>Refusals that belong to HTTP rather than to the rulebook.</summary>
public static class HttpRefusals
{
    public static Refusal OperationIdMissing { get; } = new(RefusalKind.Invalid, "operation-id-missing",
        "缺少请求头 Idempotency-Key（8–100 个字符：字母、数字、. _ : -），请为每次操作生成一个新值，重试时沿用原值",
        "The header Idempotency-Key is missing or malformed (8 to 100 of A-Z a-z 0-9 . _ : -). Make a new one for each operation and keep it for retries.");

    public static Refusal BadVersion { get; } = new(RefusalKind.Invalid, "bad-version",
        "请求头 If-Match 应为读取时所见的版本号，如 \"7\"", "The header If-Match must be the version as read, such as \"7\".");

    public static Refusal UploadInstead { get; } = new(RefusalKind.Invalid, "upload-instead",
        "请用 PUT /api/cases/{id}/documents/{slot} 上传文件，以便系统检查内容", "Upload the file with PUT /api/cases/{id}/documents/{slot}, so that its content is checked.");


    public static Refusal BadOrg { get; } = new(RefusalKind.Invalid, "org-unacceptable",
        "单位信息不符合要求，请按提示修改", "The organisation cannot be registered as given; see the problems.");

    public static Refusal OrgExists { get; } = new(RefusalKind.NotNow, "org-exists",
        "该统一社会信用代码已登记，且登记内容不同", "This credit code is registered already, with other particulars.");

    public static Refusal BadPerson { get; } = new(RefusalKind.Unacceptable, "person-unacceptable",
        "人员信息不符合要求，请按提示修改", "The person cannot be made as given; see the problems.");

    public static Refusal PasswordMustChange { get; } = new(RefusalKind.Forbidden, "password-must-change",
        "请先修改初始密码（POST /api/account/manage/info）", "Change the initial password first (POST /api/account/manage/info).");

    public static Refusal CrossSite { get; } = new(RefusalKind.Forbidden, "cross-site",
        "使用 Cookie 登录时，写操作须带请求头 X-Requested-With", "A write signed in by cookie must carry the header X-Requested-With.");

    public static Refusal StepUpRequired { get; } = new(RefusalKind.Forbidden, "step-up-required",
        "此操作涉及资金、决定或签署，须在15分钟内登录过；请重新登录（POST /api/account/login）后，沿用原 Idempotency-Key 重试",
        "This moves money, decides or signs, and needs a sign-in of the last 15 minutes. Sign in anew (POST /api/account/login) and repeat with the same Idempotency-Key.");

    public static Refusal BadSignature { get; } = new(RefusalKind.Forbidden, "bad-signature",
        "签名无效或已过期", "The signature is missing, wrong or too old.");

    public static Refusal BadEvents { get; } = new(RefusalKind.Invalid, "bad-events",
        "事件内容不是有效的 JSON 数组", "The events are no valid JSON array.");

    public static Refusal StorageUnavailable(string reason) => new(RefusalKind.NotNow, "storage-unavailable",
        $"暂时无法写入（{reason}），未作任何更改，请稍后用同一 Idempotency-Key 重试",
        $"Nothing can be written now ({reason}); nothing was changed. Repeat later with the same Idempotency-Key.");

    /// <summary>Says nothing of the case: whoever asked may not be one who may see it.</summary>
    public static Refusal CaseQuarantined { get; } = new(RefusalKind.NotNow, "case-quarantined",
        "该项目的数据暂时无法读取，已隔离保护并提示系统管理员，未作任何更改；其他项目不受影响。请联系系统管理员，数据恢复后再试",
        "The data of this case cannot be read at present. It was set apart for an administrator to look at, and nothing was changed; other cases are not affected. Ask the administrator and try again when it is restored.");

    public static Refusal BadJson(string path, string expected) => new(RefusalKind.Invalid, "bad-json",
        $"请求内容不是有效的 JSON 或与约定不符：{path}", $"The body is not valid JSON or does not match the contract at {path}.")
    {
        Problems = [new(path, "bad-json", expected, expected)],
    };

    /// <summary>What a bare status means, for answers nobody has worded.</summary>
    public static Refusal ForStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new(RefusalKind.Forbidden, "not-signed-in", "请先登录", "Sign in first."),
        StatusCodes.Status403Forbidden => Refusal.RoleForbidden,
        StatusCodes.Status404NotFound => Refusal.NotFound,
        StatusCodes.Status405MethodNotAllowed => new(RefusalKind.Invalid, "method-not-allowed", "此地址不支持该方法", "This address does not know that method."),
        StatusCodes.Status413PayloadTooLarge => new(RefusalKind.Invalid, "too-large", "请求内容超过上限", "The request is larger than allowed."),
        StatusCodes.Status415UnsupportedMediaType => new(RefusalKind.Invalid, "wrong-media-type", "请求内容类型应为 application/json", "The body must be application/json."),
        StatusCodes.Status429TooManyRequests => new(RefusalKind.NotNow, "too-many-requests", "请求过于频繁，请稍后再试", "Too many requests; wait a minute."),
        >= 500 => new(RefusalKind.NotNow, "internal-error", "系统内部错误，未作更改的操作可以重试", "Something went wrong here. Repeating the request is safe."),
        _ => new(RefusalKind.Invalid, "bad-request", "请求有误", "The request is malformed."),
    };
}
