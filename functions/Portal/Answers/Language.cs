using Microsoft.AspNetCore.Http;

namespace ProjectFlow.Portal.Answers;

/// <summary>The two languages answers are worded in; Chinese unless the caller prefers English.</summary>
public static class Language
{
    /// <summary>What the person chose on a page goes before what the browser asks for.</summary>
    public const string Cookie = "projectflow-language";

    public static bool PrefersEnglish(HttpContext http) => http.Request.Cookies[Cookie] switch
    {
        "en" => true,
        "zh" => false,
        _ => Asks(http),
    };

    private static bool Asks(HttpContext http) => http.Request.GetTypedHeaders().AcceptLanguage
        .Where(l => l.Quality is not 0)
        .OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.Value ?? "")
        .FirstOrDefault(l => Is(l, "zh") || Is(l, "en")) is { } first && Is(first, "en");

    private static bool Is(string tag, string language) => tag.StartsWith(language, StringComparison.OrdinalIgnoreCase);
}
