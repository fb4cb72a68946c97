using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Pages.Accounts;
using ProjectFlow.Portal.Pages.Administration;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Figures;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Pages.Funds;
using ProjectFlow.Portal.Pages.Grants;
using ProjectFlow.Portal.Pages.OpenBids;
using ProjectFlow.Portal.Pages.Organisations;
using ProjectFlow.Portal.Pages.Parts;
using ProjectFlow.Portal.Pages.Pools;
using ProjectFlow.Portal.Pages.Programmes;
using ProjectFlow.Portal.Pages.Publicity;
using ProjectFlow.Portal.Pages.Queue;
using ProjectFlow.Portal.Pages.RdLedger;
using ProjectFlow.Portal.Pages.Registers;
using ProjectFlow.Portal.Pages.Rounds;
using ProjectFlow.Portal.Pages.Supports;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages;

/// <summary>All pages. Whatever is not opened here or below is closed to those who are not signed in.</summary>
internal static class PageRoutes
{
    /// <summary>The largest form content, percent-encoded, with room for the rest.</summary>
    private const int MaxFormBytes = 4 * 1024 * 1024;

    private const int MaxFormValues = 20_000;

    public static void AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddRazorComponents();
        services.AddScoped<Screen>().AddScoped<Registrations>().AddScoped<Invitations>().AddScoped<PublishedCases>();
        services.AddSingleton<OrgNames>().AddSingleton<CaseDesk>().AddSingleton<DraftSaving>().AddSingleton<DraftStart>().AddSingleton<Decisions>().AddSingleton<RoundDesk>().AddSingleton<RoundBatch>().AddSingleton<KeptPapers>();
        services.AddWebEncoders(o => o.TextEncoderSettings = new(UnicodeRanges.All)); // Chinese as it is, not eight characters for each
        services.AddAntiforgery(o => (o.Cookie.Name, o.HeaderName) = ("projectflow-form", "X-Form-Token"));
        services.Configure<FormOptions>(o => (o.ValueCountLimit, o.ValueLengthLimit) = (MaxFormValues, MaxFormBytes));
    }

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapFiles();
        var pages = routes.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(MaxFormBytes)).ExcludeFromDescription().AddEndpointFilter<SignedForms>().AddEndpointFilter<ProofGiven>();
        pages.MapLanguage();
        pages.MapSignIn();
        pages.MapMyAccount();
        pages.MapOrganisations();
        pages.MapProgrammes();
        pages.MapCases();
        pages.MapGrants();
        pages.MapFunds();
        pages.MapQueue();
        pages.MapPublicity();
        pages.MapRounds();
        pages.MapRegisters();
        pages.MapFigures();
        pages.MapAdministration();
        pages.MapPools();
        pages.MapSupports();
        pages.MapOpenBids();
        pages.MapRdLedger();
        pages.MapGet("/", Home).RequireAuthorization();
    }

    /// <summary>Everybody's first page is where their work lies.</summary>
    private static IResult Home(HttpContext http) => Show.Next(
        http.Features.Get<Actor>() is not { } who ? "/account"
        : who.IsAny(Role.ApplicantEditor, Role.ApplicantSignatory) ? "/cases"
        : who.Roles.All(r => r == Role.Administrator) ? "/administration"
        : "/queue");
}
