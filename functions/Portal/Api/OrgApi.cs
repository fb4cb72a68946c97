using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Identifiers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>An organisation to be registered.</summary>
/// <param name="Uscc">Unified social credit code; spaces around it, full-width and small letters are put right.</param>
/// <param name="Type">Of <c>enterprise university institute platform</c>.</param>
/// <param name="Area">Town or park; null when registered elsewhere.</param>
public sealed record NewOrg(string Uscc, string Name, string Type, string? Area = null, IReadOnlyList<string>? Flags = null);

/// <summary>The register of organisations.</summary>
internal static class OrgApi
{
    private const int MaxName = 200;
    private static readonly string[] Types = ["enterprise", "university", "institute", "platform"];

    public static void MapOrgs(this IEndpointRouteBuilder api)
    {
        var orgs = api.MapGroup("/orgs").WithTags("Organisations").RequireAuthorization(Policies.Person);
        orgs.MapGet("/{id}", FindAsync).Produces<Organisation>();
        orgs.MapPost("/", RegisterAsync).RequireAuthorization(Policies.Register).Produces<Organisation>(StatusCodes.Status201Created);
        orgs.MapPost("/{id}/verify", VerifyAsync).RequireAuthorization(Policies.Officers).Produces<Organisation>();
    }

    /// <summary>The bureau reads all, an applicant the own one.</summary>
    private static async Task<IResult> FindAsync(string id, HttpContext http, PeopleDirectory directory, CancellationToken ct)
    {
        var who = http.Actor();
        var open = who.Org?.Value == id || who.Roles.Any(r => r is not (Role.ApplicantEditor or Role.ApplicantSignatory or Role.Expert));
        return open && await directory.OrgAsync(new(id), ct) is { } org ? Results.Ok(org) : Refusal.NotFound.ToProblem();
    }

    /// <summary>Registering the same again is no error, so that a lost answer can be asked for again.</summary>
    private static async Task<IResult> RegisterAsync(NewOrg given, PeopleDirectory directory, CancellationToken ct)
    {
        var code = CreditCode.Parse(given.Uscc);
        if (Problems(given, code) is { Count: > 0 } problems)
        {
            return (HttpRefusals.BadOrg with { Problems = problems }).ToProblem();
        }

        var org = Made(given, code);
        if (await directory.OrgAsync(org.Id, ct) is { } known)
        {
            return IsSame(known, org) ? Results.Ok(known) : HttpRefusals.OrgExists.ToProblem();
        }

        await directory.SaveAsync(org, ct);
        return Results.Created($"/api/orgs/{org.Id}", org);
    }

    private static async Task<IResult> VerifyAsync(string id, PeopleDirectory directory, CancellationToken ct)
    {
        if (await directory.OrgAsync(new(id), ct) is not { } org)
        {
            return Refusal.NotFound.ToProblem();
        }

        var verified = org with { Verified = true };
        await directory.SaveAsync(verified, ct);
        return Results.Ok(verified);
    }

    private static List<Problem> Problems(NewOrg given, CreditCode code)
    {
        var problems = new List<Problem>();
        problems.AddRange(code is CreditCode.Blocked blocked ? [blocked.Why] : []);
        problems.AddRange(given.Name.Trim().Length is 0 or > MaxName ? [new("name", "length", $"名称应为1至{MaxName}个字符", $"The name has 1 to {MaxName} characters.")] : []);
        problems.AddRange(Types.Contains(given.Type) ? [] : [new("type", "invalid", "类型应为：" + string.Join("、", Types), "The type is one of " + string.Join(", ", Types) + ".")]);
        return problems;
    }

    private static Organisation Made(NewOrg given, CreditCode code) => new(IdOf(code), given.Name.Trim(), given.Type, given.Area)
    {
        CodeNeedsLicence = code is CreditCode.Doubtful,
        Flags = given.Flags ?? [],
    };

    private static OrgId IdOf(CreditCode code) => code switch
    {
        CreditCode.Valid valid => valid.Id,
        CreditCode.Doubtful doubtful => doubtful.Id,
        _ => throw new InvalidOperationException("A blocked code has no id."),
    };

    private static bool IsSame(Organisation known, Organisation given) =>
        (known.Name, known.Type, known.Area) == (given.Name, given.Type, given.Area) && known.Flags.Order().SequenceEqual(given.Flags.Order());
}
