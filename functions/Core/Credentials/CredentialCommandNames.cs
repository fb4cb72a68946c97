using System.Text.Json.Serialization;
using ProjectFlow.Core.Credentials;

namespace ProjectFlow.Core.Cases;

// The names are the stored and public format: add, never rename.
[JsonDerivedType(typeof(CredentialCommand.Issue), "issue-credential")]
[JsonDerivedType(typeof(CredentialCommand.FileAnnualReport), "file-annual-report")]
[JsonDerivedType(typeof(CredentialCommand.ReportChange), "report-change")]
[JsonDerivedType(typeof(CredentialCommand.Supersede), "supersede-credential")]
[JsonDerivedType(typeof(CredentialCommand.Revoke), "revoke-credential")]
public abstract partial record CaseCommand;
