using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Answers;

/// <summary>What can be wrong in the part of an address after the question mark.</summary>
public static class QueryRefusals
{
    public static Refusal Year { get; } = Of("bad-year", "参数 year 必填，应为2000至2100之间的年份", "The parameter year is required: a year from 2000 to 2100.");

    public static Refusal Basis { get; } = Of("bad-basis", "参数 basis 应为 application 或 decision", "The parameter basis is application or decision.");

    public static Refusal AsOf { get; } = Of("bad-as-of", "参数 asOf 应为该年内的一天，如 2023-11-30", "The parameter asOf is a day of that year, such as 2023-11-30.");

    public static Refusal Month { get; } = Of("bad-month", "参数 month 必填，格式如 2023-03", "The parameter month is required, such as 2023-03.");

    public static Refusal Page { get; } = Of("bad-page", "参数 max 应为1至100，after 应为上一页给出的 next", "The parameter max is 1 to 100, and after is the next of the page before.");

    public static Refusal RoleName { get; } = Of("bad-role", "参数 role 必填，应为角色名，如 officer", "The parameter role is required: the name of a role, such as officer.");

    public static Refusal State(IReadOnlyList<string> known) =>
        Of("bad-state", $"参数 state 应为以下之一：{string.Join('、', known)}", $"The parameter state is one of {string.Join(", ", known)}.");

    /// <summary>Null when page size and cursor make sense.</summary>
    public static Refusal? OfPage(string? after, int? max) =>
        max is < 1 or > 100 || (!string.IsNullOrEmpty(after) && !RowLimits.IsKey(after)) ? Page : null;

    private static Refusal Of(string code, string zh, string en) => new(RefusalKind.Invalid, code, zh, en);
}
