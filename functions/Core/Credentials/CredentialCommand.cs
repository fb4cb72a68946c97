using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Credentials;

/// <summary>What can be asked of a credential (domain.md §3.3, last paragraph). Documents are named by their SHA-256, lower-case hex.</summary>
public abstract record CredentialCommand : CaseCommand
{
    /// <summary>Given by the system when a recognition or filing is approved.</summary>
    /// <param name="CertificateNo">The authority's; null when there is none.</param>
    /// <param name="On">Day of the decision.</param>
    /// <param name="To">Last day of validity, when the decision names one; null = by the programme.</param>
    public sealed record Issue(ProgrammeRef Programme, OrgId Org, string Title, string DocumentNo, int Year, DateOnly On, CaseId? Source = null, string? Number = null, string? CertificateNo = null, DateOnly? To = null, PersonId? Officer = null) : CredentialCommand;

    /// <param name="Year">The year reported on.</param>
    public sealed record FileAnnualReport(int Year, string Document) : CredentialCommand;

    /// <summary>A change of name, business or the like, to be reported within the months of the programme.</summary>
    public sealed record ReportChange(string Text, DateOnly On, string Document) : CredentialCommand;

    /// <param name="Successor">The credential that takes its place.</param>
    public sealed record Supersede(CaseId Successor) : CredentialCommand;

    /// <param name="DocumentNo">Number of the decision to revoke.</param>
    public sealed record Revoke(string Reason, string DocumentNo, string Document) : CredentialCommand;

    /// <summary>Applies what is due by <c>At</c>; only the system gives it.</summary>
    public sealed record Tick : CredentialCommand;

    private CredentialCommand() { }
}
