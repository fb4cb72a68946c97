using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Importing;

/// <summary>
/// Puts a row on its register by the rules everybody's puts keep to. What the row says is laid over the record as it stands,
/// so that what the file has no column for stays. What is on record already is put no second time, whoever asks however often.
/// </summary>
internal sealed class RowPut(Register register, RegisterDesk desk, CaseReader reader, Actor by, string source, Func<DateTimeOffset> clock)
{
    private const int Attempts = 4;

    /// <param name="write">False: only says what would happen.</param>
    public async Task<RowOutcome> PutAsync(ImportRow row, CaseId record, bool write, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var at = clock();
            var view = await reader.FindAsync(record, by, at, ct);
            var content = row.Over(view?.State is RegisterRecord { RemovedOn: null } standing ? standing.Content : null);
            var answer = write
                ? await desk.PutAsync(register.Ref.Id, content, source, by, at, OperationOf(record, view?.Version, content), view?.Version, ct)
                : await desk.JudgeAsync(register.Ref.Id, content, by, at, ct);
            if (answer is not Answer.Refused { Why.Code: "stale-version" } || attempt == Attempts)
            {
                return OutcomeOf(row, answer);
            }
        }
    }

    private static RowOutcome OutcomeOf(ImportRow row, Answer answer) => answer switch
    {
        Answer.Refused refused => new RowOutcome.Bad([.. row.Named(refused.Why)]),
        Answer.Done { Events: [] } => new RowOutcome.Same(),
        Answer.Done { Events: ["record-entered-v1"] } => new RowOutcome.New(),
        _ => new RowOutcome.Changed(),
    };

    /// <summary>Holds for this content on top of that version alone: what was changed back and forth since is put again.</summary>
    private OperationId OperationOf(CaseId record, long? version, FormContent content) =>
        OperationId.Parse("import:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{register.Ref}\n{record}\n{version}\n{by.Id}\n{source}\n{content.Hash}")))[..40]);
}
