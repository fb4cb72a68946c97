using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Mails;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.Effects;

/// <summary>Where the mails' links lead.</summary>
/// <param name="BaseUrl">Without a slash at the end.</param>
public sealed record MailLinks(string BaseUrl);

/// <summary>Sends a mail effect: one mail for each recipient, each with a row of its own in the case.</summary>
public sealed class MailEffects(IRows rows, ProgrammeShelf shelf, PeopleDirectory directory, Recipients recipients, IMailer mailer, MailLinks links)
{
    /// <exception cref="MailNotSentException">At least one mail has to be tried again.</exception>
    public async Task PerformAsync(EffectContext context, Effect.SendMail effect, CancellationToken ct)
    {
        var found = await rows.FindAsync(context.Case.Value, [CaseKeys.State], ct);
        var state = (ProgrammeCase)CaseJson.Read<StoredState>(found[CaseKeys.State].Body).State;
        if (effect.OnlyWhile is { } stage && stage != state.StateName)
        {
            return; // the world has moved on
        }

        var programme = shelf.Find(state.Programme) ?? throw new InvalidOperationException($"Programme {state.Programme} is not on the shelf.");
        var org = await directory.OrgAsync(state.Org, ct);
        var delayed = 0;
        foreach (var person in await recipients.OfAsync(state, programme, effect.To, ct))
        {
            var values = Values(effect, context.Case, programme, org?.Name ?? state.Org.Value, person.Language);
            delayed += await SendAsync(context, effect.Template, person, values, ct) ? 0 : 1;
        }

        if (delayed > 0)
        {
            throw new MailNotSentException($"{delayed} mails of {effect.Template} wait for another try");
        }
    }

    /// <summary>
    /// The row is written before the mail leaves. Found again in that state, the mail may or may not have arrived: it is sent
    /// once more under the same Message-Id, and the row says so.
    /// </summary>
    /// <returns>False when it has to be tried again.</returns>
    private async Task<bool> SendAsync(EffectContext context, string template, Person person, IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        var key = CaseKeys.Mails + context.Key[CaseKeys.Effects.Length..] + ":" + person.Id;
        var found = await rows.FindAsync(context.Case.Value, [key], ct);
        var earlier = found.TryGetValue(key, out var row) ? CaseJson.Read<KeptMail>(row.Body) : null;
        if (earlier is { Status: not (MailStatus.Sending or MailStatus.Delayed) })
        {
            return true;
        }

        var (subject, text) = MailTemplates.Render(template, person.Language, values);
        var mail = new KeptMail(context.Id + ":" + person.Id, context.Case, template, person.Id, person.Email, subject, text, context.CommittedAt, MailStatus.Sending, mailer.Channel, (earlier?.Tries ?? 0) + 1, null);
        if (mailer.Channel != "kept")
        {
            await KeepAsync(key, mail, ct);
        }

        var done = After(mail, await mailer.SendAsync(new(mail.Id, person.Email, person.Name, subject, text), ct));
        await IndexAsync(done, ct);
        await KeepAsync(key, done, ct);
        return done.Status != MailStatus.Delayed;
    }

    private Task<CommitResult> KeepAsync(string key, KeptMail mail, CancellationToken ct) =>
        rows.CommitAsync(mail.Case.Value, [new Write.Put(new(key, CaseJson.Write(mail)))], $"{key}:{mail.Tries}:{mail.Status}", ct);

    private Task<CommitResult> IndexAsync(KeptMail mail, CancellationToken ct)
    {
        var month = mail.At.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);
        var key = MailBox.CursorOf(mail);
        return rows.CommitAsync($"mail:{month}", [new Write.Put(new(key, CaseJson.Write(mail)))], $"{mail.Id}:{mail.Tries}:{mail.Status}", ct);
    }

    private static KeptMail After(KeptMail mail, MailOutcome outcome) => outcome switch
    {
        MailOutcome.Kept => mail with { Status = MailStatus.Kept },
        MailOutcome.Sent => mail with { Status = mail.Tries > 1 ? MailStatus.SentAgain : MailStatus.Sent },
        MailOutcome.Delayed d => mail with { Status = MailStatus.Delayed, Note = d.Reason },
        MailOutcome.Failed f => mail with { Status = MailStatus.Failed, Note = f.Reason },
        MailOutcome.Unknown u => mail with { Status = MailStatus.Unknown, Note = u.Reason },
        _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
    };

    private Dictionary<string, string> Values(Effect.SendMail effect, CaseId id, Programme programme, string org, string language) => new(effect.Values)
    {
        ["org"] = org,
        ["programme"] = language == "en" ? programme.NameEn : programme.NameZh,
        ["link"] = $"{links.BaseUrl}/cases/{id}",
        ["id"] = id.Value,
    };
}

public sealed class MailNotSentException(string message) : Exception(message);
