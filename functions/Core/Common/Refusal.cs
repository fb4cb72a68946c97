namespace ProjectFlow.Core.Common;

/// <summary>How a refusal is answered over HTTP; the mapping itself lives in the portal.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is malformed: 400.</summary>
    Invalid,

    /// <summary>This person may never do that: 403.</summary>
    Forbidden,

    /// <summary>Does not exist, or is outside this person's scope: 404.</summary>
    NotFound,

    /// <summary>Not possible at this stage, or somebody was faster: 409.</summary>
    NotNow,

    /// <summary>Well-formed, but the content breaks a rule: 422.</summary>
    Unacceptable,
}

/// <summary>A refusal the caller can act on. <c>Code</c> is stable for ever; the wording is shown to people.</summary>
public sealed record Refusal(RefusalKind Kind, string Code, string Zh, string En)
{
    /// <summary>What is wrong, place by place; empty when the refusal is about the whole request.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The commonest refusal: the state does not know this command.</summary>
    public static Refusal NotAllowedNow { get; } = new(RefusalKind.NotNow, "not-allowed-now", "当前阶段不能进行此操作", "That is not possible at this stage.");

    public static Refusal RoleForbidden { get; } = new(RefusalKind.Forbidden, "role-forbidden", "您的角色无权进行此操作", "Your role may not do that.");

    public static Refusal ConflictOfInterest { get; } = new(RefusalKind.Forbidden, "conflict-of-interest", "您与本件的参与单位存在利益关系，须回避", "You have a declared relation to a participant and must recuse yourself.");

    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "not-found", "未找到", "Not found.");
}

/// <summary>One thing that is wrong at one place.</summary>
/// <param name="Path">Where, as a dotted path such as <c>budget.lines[2].fiscal</c>.</param>
/// <param name="Code">Stable code such as <c>required</c> or <c>too-long</c>.</param>
public sealed record Problem(string Path, string Code, string Zh, string En);
