using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Guards;

/// <summary>Whether the person of a request has proved lately, on this session, who they are.</summary>
public sealed record Proof(bool Holds)
{
    /// <summary>Carries the moment of the last proof in a cookie or token, in Unix milliseconds.</summary>
    public const string ClaimType = "proved";

    /// <summary>Exclusive.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    public static System.Security.Claims.Claim ClaimAt(DateTimeOffset now) => new(ClaimType, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    public static Proof Of(ClaimsPrincipal who, DateTimeOffset now) =>
        new(long.TryParse(who.FindFirstValue(ClaimType), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && now - DateTimeOffset.FromUnixTimeMilliseconds(at) < Lasts);

    /// <summary>Why this request may not give the command yet; null when it may.</summary>
    public static Refusal? MissingFor(HttpContext http, CaseCommand command) =>
        CommandWeights.NeedsProof(command) && http.Features.Get<Proof>() is not { Holds: true } ? HttpRefusals.StepUpRequired : null;
}
