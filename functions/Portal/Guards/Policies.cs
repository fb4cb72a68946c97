using Microsoft.AspNetCore.Authorization;
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

    /// <summary>The bureau's people and the towns' assistants, but no applicants and no experts.</summary>
    public const string Bureau = "bureau";

    /// <summary>Who keeps the register of organisations.</summary>
    public const string Register = "register";

    public const string Officers = "officers";

    /// <summary>People of an applying organisation.</summary>
    public const string Applicant = "applicant";

    /// <summary>Who sees the books of the funds.</summary>
    public const string Books = "books";

    /// <summary>Who checks afterwards who did what.</summary>
    public const string Trace = "trace";

    /// <summary>Who has to do with the payment of grants.</summary>
    public const string Money = "money";

    /// <summary>Who brings a programme's round from the selection to the decision, or looks on.</summary>
    public const string Rounds = "rounds";

    /// <summary>Who sees everything of the bureau.</summary>
    public const string Overview = "overview";

    public static void AddPolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Administrator, p => p.RequireRole(nameof(Role.Administrator)))
        .AddPolicy(Bureau, p => p.RequireRole(Names(Role.TownAssistant, Role.Officer, Role.SectionHead, Role.Leader, Role.FundAdministrator, Role.Auditor, Role.Administrator)))
        .AddPolicy(Register, p => p.RequireRole(Names(Role.TownAssistant, Role.Officer, Role.SectionHead, Role.Administrator)))
        .AddPolicy(Applicant, p => p.RequireRole(Names(Role.ApplicantEditor, Role.ApplicantSignatory)))
        .AddPolicy(Officers, p => p.RequireRole(Names(Role.Officer, Role.SectionHead)))
        .AddPolicy(Trace, p => p.RequireRole(Names(Role.Administrator, Role.Auditor)))
        .AddPolicy(Money, p => p.RequireRole(Names(Role.Officer, Role.SectionHead, Role.Leader, Role.FundAdministrator, Role.Auditor)))
        .AddPolicy(Rounds, p => p.RequireRole(Names(Role.Officer, Role.SectionHead, Role.Leader, Role.Auditor)))
        .AddPolicy(Overview, p => p.RequireRole(Names(Role.Leader, Role.Auditor)))
        .AddPolicy(Books, p => p.RequireRole(Names(Role.SectionHead, Role.Leader, Role.FundAdministrator, Role.Auditor)));

    /// <summary>Only behind <see cref="Person"/> or a stricter policy.</summary>
    public static Actor Actor(this HttpContext http) => http.Features.GetRequiredFeature<Actor>();

    private static string[] Names(params IEnumerable<Role> roles) => [.. roles.Select(r => r.ToString())];
}
