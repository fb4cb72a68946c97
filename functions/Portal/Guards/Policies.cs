using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Guards;

/// <summary>Who may knock at a group of endpoints; what they may do there is decided by the rulebook.</summary>
internal static class Policies
{
    /// <summary>Anybody the directory knows as active.</summary>
    public const string Person = "person";

    public const string Administrator = "administrator";

    /// <summary>Only behind <see cref="Person"/> or a stricter policy.</summary>
    public static Actor Actor(this HttpContext http) => http.Features.GetRequiredFeature<Actor>();
}
