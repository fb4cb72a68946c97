using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <summary>What an administrator looks after. It has no part in any case.</summary>
internal static class AdministrationRoutes
{
    public static void MapAdministration(this IEndpointRouteBuilder pages)
    {
        var administration = pages.MapGroup("/administration").RequireAuthorization(Policies.Administrator);
        administration.MapGet("/", () => Show.Page<AdministrationPage>(AdministrationLinks.All));
        administration.MapUsers();
        administration.MapMails();
        administration.MapFailedEffects();
        administration.MapQuarantine();
        pages.MapTraces();
        pages.MapSeals();
        administration.MapVersions();
        administration.MapCalendars();
        administration.MapWordings();
    }
}

/// <param name="Address">Of the page.</param>
/// <param name="Part">Its word in the family <c>adminPart</c>.</param>
public sealed record AdministrationLink(string Address, string Part);

public static class AdministrationLinks
{
    public static IReadOnlyList<AdministrationLink> All { get; } =
    [
        new("/administration/users", "users"),
        new("/administration/programmes", "programmes"),
        new("/administration/calendar", "calendar"),
        new("/administration/mail-templates", "wordings"),
        new("/administration/mail", "mail"),
        new("/administration/effects", "effects"),
        new("/administration/quarantine", "quarantine"),
        new("/administration/cases", "trace"),
        new("/administration/seals", "seals"),
    ];
}
