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
    private const string Org = "org";

    /// <param name="state">As it is by now.</param>
    /// <exception cref="MailNotSentException">At least one mail has to be tried again.</exception>
    public async Task PerformAsync(EffectContext context, ProgrammeCase state, Effect.SendMail effect, CancellationToken ct)
    {
        if (effect.OnlyWhile is { } stage && stage != state.StateName)
        {
            return; // the world has moved on
        }

        var programme = shelf.Find(state.Programme) ?? throw new InvalidOperationException($"Programme {state.Programme} is not on the shelf.");
        var org = MailTemplates.Names(effect.Template, Org, shelf.WordingOf(effect.Template)) ? (await directory.OrgAsync(state.Org, ct))?.Name : null;
        var persons = await recipients.OfAsync(state, programme, effect.To, ct);
        var letters = persons.Select(p => LetterTo(p, context, effect.Template, Values(effect, context.Case, programme, org ?? state.Org.Value, p.Language)));
        Require(await sender.SendAllAsync(letters, context.Mails, context.Now, ct), effect.Template);
    }

    /// <summary>Nothing happens when news of the mail came while it waited.</summary>
    /// <param name="key">The mail's row.</param>
    /// <exception cref="MailNotSentException">It has to be tried again.</exception>
    public async Task ResendAsync(EffectContext context, string key, CancellationToken ct)
    {
        var mail = CaseRows.Read<KeptMail>(context.Case, (await rows.FindAsync(context.Case.Value, [key], ct))[key]);
        var person = await directory.PersonAsync(mail.To, ct) ?? throw new InvalidOperationException($"{mail.To} is not in the directory.");
        Require(await sender.SendAllAsync([new(key, mail with { Address = person.Email, Note = null }, person.Name)], context.Mails, context.Now, ct), mail.Template);
    }

    private static void Require(IReadOnlyList<MailOutcome.Delayed> waiting, string template)
    {
        if (waiting.Count > 0)
        {
            throw new MailNotSentException($"{waiting.Count} mails of {template} wait for another try: {waiting[^1].Reason}", waiting.Max(d => d.After));
        }
    }

    private Letter LetterTo(Person person, EffectContext context, string template, Dictionary<string, string> values)
    {
        var (subject, text) = MailTemplates.Render(template, person.Language, values, shelf.WordingOf(template));
        var mail = new KeptMail(MailRows.IdOf(context.Id, person.Id), context.Case, template, person.Id, person.Email, subject, text, context.CommittedAt, MailStatus.Sending, sender.Channel, 0, null);
        return new(CaseKeys.Mail(context.Key, person.Id), mail, person.Name);
    }

    private Dictionary<string, string> Values(Effect.SendMail effect, CaseId id, Programme programme, string org, string language) => new(effect.Values)
    {
        [Org] = org,
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
