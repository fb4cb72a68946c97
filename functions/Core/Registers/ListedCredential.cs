using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Registers;

/// <summary>Each record of the register stands for a credential somebody else gave, and brings it into being. Members are paths.</summary>
/// <param name="Type">An enum whose options are programme ids.</param>
/// <param name="Programmes">One for each option; the credential has that version's validity and duties.</param>
/// <param name="To">Last day of validity; a blank one goes by the programme.</param>
public sealed record RegisterCredential(string Type, IReadOnlyList<ProgrammeRef> Programmes, string DocumentNo, string CertificateNo, string On, string? To);

/// <summary>The credential a record of a list stands for. The same record is the same credential, so a list brought twice issues nothing twice.</summary>
public static class ListedCredential
{
    public static CaseId CaseOf(CaseId record) => CaseId.Credential(record.Value);

    internal static IReadOnlyList<Effect> Issued(Register register, RegisterRecord r)
    {
        if (register.Credential is not { } rule || r.Org is not { } org || RecordKeys.Day(r.Content, rule.On) is not { } on || Text(r, rule.Type) is not { } type)
        {
            return [];
        }

        var (document, certificate) = (Text(r, rule.DocumentNo) ?? "", Text(r, rule.CertificateNo));
        return [new Effect.Tell(CaseOf(r.Id), new CredentialCommand.Issue(rule.Programmes.First(p => p.Id == type), org, r.Title, document, on.Year, on, r.Id, null, certificate, RecordKeys.Day(r.Content, rule.To)))];
    }

    private static string? Text(RegisterRecord r, string path) => FormValues.At(r.Content, path)?.ToString();
}
