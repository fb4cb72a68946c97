using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Credentials;

/// <summary>What happened to a credential.</summary>
public abstract record CredentialEvent : CaseEvent
{
    /// <param name="To">Last day of validity; null = open-ended.</param>
    public sealed record Issued(CaseId Case, ProgrammeRef Programme, OrgId Org, string Title, string DocumentNo, int Year, DateOnly On, CaseId? Source, string? Number, string? CertificateNo, DateOnly? To, PersonId? Officer) : CredentialEvent;

    public sealed record AnnualReportFiled(int Year, string Document) : CredentialEvent;

    /// <param name="Late">Reported after the months the programme gives.</param>
    public sealed record ChangeReported(string Text, DateOnly On, string Document, bool Late) : CredentialEvent;

    public sealed record Superseded(CaseId Successor) : CredentialEvent;

    public sealed record Revoked(string Reason, string DocumentNo, string Document) : CredentialEvent;

    public sealed record Expired : CredentialEvent;

    public sealed record ReminderRaised(string Kind, DateTimeOffset DueAt) : CredentialEvent;

    private CredentialEvent() { }
}
