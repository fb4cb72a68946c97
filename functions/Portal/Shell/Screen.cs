using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Shell;

/// <summary>What every page knows of its request: the language, and who is looking. Components have it as <c>T</c>.</summary>
public sealed class Screen(IHttpContextAccessor accessor, CaseClock clock)
{
    private readonly HttpContext http = accessor.HttpContext ?? throw new InvalidOperationException("A page is shown in answer to a request.");

    public bool English { get; } = Language.PrefersEnglish(accessor.HttpContext!);

    /// <summary>Null when nobody is signed in, or the directory knows them no more.</summary>
    public Actor? Who => http.Features.Get<Actor>();

    public bool SignedIn => http.User.Identity is { IsAuthenticated: true };

    public DateTimeOffset Now => clock.Now;

    /// <summary>Path and query of this page.</summary>
    public string Here => http.Request.PathBase + http.Request.Path + http.Request.QueryString;

    /// <exception cref="KeyNotFoundException">No such wording; a test finds keys that pages use.</exception>
    public string this[string key] => (English ? Texts.En : Texts.Zh)[key];

    public string this[string key, params ReadOnlySpan<object?> with] => string.Format(CultureInfo.InvariantCulture, this[key], with);

    /// <summary>A wording that comes as a pair, from a programme file or a refusal.</summary>
    public string Of(string zh, string en) => English ? en : zh;

    public string Of(Refusal why) => Of(why.Zh, why.En);

    public string Of(Problem problem) => Of(problem.Zh, problem.En);

    /// <summary>A word for a code, such as <c>role.Officer</c>; the code itself when there is none.</summary>
    public string Word(string family, string code) => (English ? Texts.En : Texts.Zh).GetValueOrDefault($"{family}.{code}", code);
}
