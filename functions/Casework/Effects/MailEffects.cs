using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Mails;
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
public sealed class MailEffects(IRows rows, ProgrammeShelf shelf, PeopleDirectory directory, Recipients recipients, MailSender sender, MailLinks links)
{
    /// <exception cref="MailNotSentException">At least one mail has to be tried again.</exception>
    public async Task PerformAsync(EffectContext context, Effect.SendMail effect, CancellationToken ct)
    {
        var found = await rows.FindAsync(context.Case.Value, [CaseKeys.State], ct);
        var state = (ProgrammeCase)CaseRows.State(context.Case, found[CaseKeys.State]).State;
        if (effect.OnlyWhile is { } stage && stage != state.StateName)
        {
            return; // the world has moved on
        }

        var programme = shelf.Find(state.Programme) ?? throw new InvalidOperationException($"Programme {state.Programme} is not on the shelf.");
        var org = await directory.OrgAsync(state.Org, ct);
        var waiting = new List<MailOutcome.Delayed>();
        foreach (var person in await recipients.OfAsync(state, programme, effect.To, ct))
        {
            var values = Values(effect, context.Case, programme, org?.Name ?? state.Org.Value, person.Language);
            if (await sender.SendAsync(CaseKeys.Mail(context.Key, person.Id), Mail(context, effect.Template, person, values), person.Name, context.Now, ct) is { } delayed)
            {
                waiting.Add(delayed);
            }

            if (waiting is [.., { After: not null }])
            {
                break; // asked to wait: the others would only be told the same
            }
        }

        Require(waiting, effect.Template);
    }

    /// <summary>Nothing happens when news of the mail came while it waited.</summary>
    /// <param name="key">The mail's row.</param>
    /// <exception cref="MailNotSentException">It has to be tried again.</exception>
    public async Task ResendAsync(EffectContext context, string key, CancellationToken ct)
    {
        var mail = CaseRows.Read<KeptMail>(context.Case, (await rows.FindAsync(context.Case.Value, [key], ct))[key]);
        var person = await directory.PersonAsync(mail.To, ct) ?? throw new InvalidOperationException($"{mail.To} is not in the directory.");
        Require(await sender.SendAsync(key, mail with { Address = person.Email, Note = null }, person.Name, context.Now, ct) is { } delayed ? [delayed] : [], mail.Template);
    }

    private static void Require(List<MailOutcome.Delayed> waiting, string template)
    {
        if (waiting.Count > 0)
        {
            throw new MailNotSentException($"{waiting.Count} mails of {template} wait for another try: {waiting[^1].Reason}", waiting.Max(d => d.After));
        }
    }

    private KeptMail Mail(EffectContext context, string template, Person person, Dictionary<string, string> values)
    {
        var (subject, text) = MailTemplates.Render(template, person.Language, values, shelf.WordingOf(template));
        return new(MailRows.IdOf(context.Id, person.Id), context.Case, template, person.Id, person.Email, subject, text, context.CommittedAt, MailStatus.Sending, sender.Channel, 0, null);
    }

    private Dictionary<string, string> Values(Effect.SendMail effect, CaseId id, Programme programme, string org, string language) => new(effect.Values)
    {
        ["org"] = org,
        ["programme"] = language == "en" ? programme.NameEn : programme.NameZh,
        ["link"] = $"{links.BaseUrl}/cases/{id}",
        ["id"] = id.Value,
    };
}

/// <param name="after">How long the other side asks us to wait, at least.</param>
public sealed class MailNotSentException(string message, TimeSpan? after) : Exception(message)
{
    public TimeSpan? After => after;
}
