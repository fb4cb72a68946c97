using System.Text.Json.Serialization;
using ProjectFlow.Core.Credentials;

namespace ProjectFlow.Core.Cases;

// The names are the stored and public format: add, never rename.
[JsonDerivedType(typeof(CredentialEvent.Issued), "credential-issued-v1")]
[JsonDerivedType(typeof(CredentialEvent.AnnualReportFiled), "annual-report-filed-v1")]
[JsonDerivedType(typeof(CredentialEvent.ChangeReported), "change-reported-v1")]
[JsonDerivedType(typeof(CredentialEvent.Superseded), "superseded-v1")]
[JsonDerivedType(typeof(CredentialEvent.Revoked), "credential-revoked-v1")]
[JsonDerivedType(typeof(CredentialEvent.Expired), "credential-expired-v1")]
[JsonDerivedType(typeof(CredentialEvent.ReminderRaised), "credential-reminder-raised-v1")]
public abstract partial record CaseEvent;
