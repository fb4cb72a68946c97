using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Claiming;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Ledger;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Nightly;
using ProjectFlow.Casework.Payments;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Casework.Supports;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Api;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Hooks;
using ProjectFlow.Portal.Pages;
using ProjectFlow.Portal.Pages.Accounts;
using ProjectFlow.Portal.Pages.Queue;
using ProjectFlow.Portal.Requests;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal;

/// <summary>The portal as both hosts use it: everything between the socket and the desk. The host adds ports and clock.</summary>
public static class PortalSetup
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddOptions<PortalOptions>().BindConfiguration("Portal");
        services.AddExceptionHandler<ExceptionAnswers>();
        services.AddProblemDetails(o => o.CustomizeProblemDetails = ProblemWording.Complete);
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true); // in every environment, so that the answer can say where
        services.ConfigureHttpJsonOptions(o => ApiJson.Configure(o.SerializerOptions));
        services.AddHealthChecks().AddCheck<StoreAnswers>("store", tags: ["ready"]);
        services.AddRateLimiter(o => o.AddPolicy(SignInLimit.Policy, SignInLimit.For).AddPolicy(HookLimit.Policy, HookLimit.For).RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        services.AddCasework();
        services.AddAccounts();
        services.AddApiDescription();
        services.AddPages();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Person, p => p.RequireAuthenticatedUser().RequireClaim(ClaimTypes.Role))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicies();
        return services;
    }

    public static IApplicationBuilder UsePortal(this IApplicationBuilder app)
    {
        app.UseMiddleware<PageHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError });
        app.UseStatusCodePages(c => Refusals.WriteAsync(c.HttpContext, HttpRefusals.ForStatus(c.HttpContext.Response.StatusCode), c.HttpContext.Response.StatusCode));
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<CurrentSession>();
        app.UseMiddleware<CurrentDefinitions>();
        app.UseMiddleware<SameSiteWrites>();
        app.UseAuthorization();
        app.UseEndpoints(MapPortal);
        return app;
    }

    private static void MapPortal(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") }).AllowAnonymous();
        routes.MapOpenApi().AllowAnonymous();
        routes.MapApi();
        routes.MapSendGridHook();
        routes.MapPages();
    }

    private static void AddCasework(this IServiceCollection services)
    {
        services.AddSingleton(s => CaseClock.OfAsync(s.GetRequiredService<IRows>(), s.GetRequiredService<TimeProvider>(), CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton<PeopleDirectory>().AddSingleton<Absences>().AddSingleton<Numbers>().AddSingleton<BookKeeper>().AddSingleton<Claims>().AddSingleton<Doorbell>();
        services.AddSingleton<Quarantine>().AddSingleton<QuarantineCheck>();
        services.AddSingleton<Desk>().AddSingleton<RegisterDesk>().AddSingleton<CaseReader>().AddSingleton<CaseLists>().AddSingleton<MetricBoard>().AddSingleton<MetricRebuild>().AddSingleton<MailBox>();
        services.AddSingleton<OrgRecords>().AddSingleton<Prechecks>().AddSingleton<PoolApplications>().AddSingleton<SupportDesk>().AddSingleton<LedgerBook>();
        services.AddSingleton<Turn>().AddSingleton<CaseFlow>().AddSingleton<EffectPerformer>().AddSingleton<EffectTries>().AddSingleton<MailEffects>().AddSingleton<LedgerEffects>();
        services.AddSingleton<StoredDefinitions>().AddSingleton<ProgrammeDefiner>().AddSingleton<CalendarDefiner>().AddSingleton<WordingDefiner>();
        services.AddSingleton<Uploads>().AddSingleton<CaseUploads>().AddSingleton<Downloads>();
        services.AddSingleton<Imports>().AddSingleton<ImportStore>().AddSingleton<ImportRunner>().AddSingleton<RegisterSheets>().AddSingleton<SheetUploads>();
        services.AddSingleton<WaitingImports>().AddHostedService(s => s.GetRequiredService<WaitingImports>());
        services.AddSingleton<TellEffects>().AddSingleton<RefreshEffects>().AddSingleton<DeadLetters>().AddSingleton<Recipients>();
        services.AddSingleton<NightlyWork>().AddSingleton<DailyDigest>().AddSingleton<DailySeals>().AddSingleton<Retention>().AddSingleton<PaymentRuns>();
        services.AddSingleton<MailSender>().AddSingleton<Suppressions>().AddSingleton<MailEvents>().AddSingleton<MailResends>().AddSingleton<MailMarks>();
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityApiEndpoints<Account>(o =>
            {
                o.Password = new() { RequiredLength = 12, RequiredUniqueChars = 4, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                o.Lockout = new() { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
                o.User.RequireUniqueEmail = true;
            })
            .AddUserManager<AccountManager>()
            .AddSignInManager<AccountSignIn>()
            .AddUserStore<AccountStore>();
        services.PostConfigure<IdentityOptions>(o => o.Tokens.ProviderMap.Remove(TokenOptions.DefaultPhoneProvider)); // accounts have no telephone to send a code to
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.MaxValue); // CurrentSession compares on every request; renewed here, a cookie would lose the name of its session
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountClaims>();
        services.AddSingleton<IEmailSender<Account>, AccountMails>();
        services.AddSingleton<KnownAccounts>();
        services.PostConfigure<BearerTokenOptions>(IdentityConstants.BearerScheme, o => o.BearerTokenProtector = new KnownTickets(o.BearerTokenProtector));
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<MyAccountPages>().AddScoped<QueuePages>().AddScoped<Proving>();
        services.Configure<IdentityPasskeyOptions>(o => (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required")); // the key alone signs in
        services.ConfigureApplicationCookie(o => (o.Cookie.Name, o.Cookie.SameSite) = ("projectflow", SameSiteMode.Lax));
    }
}

/// <summary>Configuration section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    /// <summary>Sign-in requests one address may make in a minute; at least 1.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>The bureau's name as it stands above its seal.</summary>
    public string BureauName { get; set; } = "科学技术局";

    /// <summary>Where objections to what is published are handed in, as the public page words it in both languages; empty = only the section is named.</summary>
    public string ObjectionAddress { get; set; } = "";

    /// <summary>Posts of events one address may make in a minute; at least 1.</summary>
    public int HookPostsPerMinute { get; set; } = 600;
}
