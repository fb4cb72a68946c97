using Microsoft.AspNetCore.Http;

namespace ProjectFlow.Portal.Answers;

/// <summary>Gives problem answers made by the framework the code and wording all others have.</summary>
internal static class ProblemWording
{
    public static void Complete(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        if (details.Extensions.ContainsKey("code"))
        {
            return;
        }

        var status = details.Status ?? context.HttpContext.Response.StatusCode;
        var why = details.Detail == "LockedOut"
            ? new(Core.Common.RefusalKind.Forbidden, "locked-out", "登录失败次数过多，账号已暂时锁定，请稍后再试", "Too many failed sign-ins; the account is locked for a while.")
            : HttpRefusals.ForStatus(status);
        var worded = Refusals.DetailsOf(why, status, Language.PrefersEnglish(context.HttpContext));
        (details.Type, details.Title) = (worded.Type, worded.Title);
        foreach (var (name, value) in worded.Extensions)
        {
            details.Extensions[name] = value;
        }
    }
}
