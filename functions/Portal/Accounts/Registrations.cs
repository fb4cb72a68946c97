using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Identifiers;
using ProjectFlow.Portal.Pages.Accounts;

namespace ProjectFlow.Portal.Accounts;

/// <summary>What an enterprise gives to register itself, with the first person who works for it here.</summary>
/// <param name="Uscc">As typed.</param>
/// <param name="Type">Of <c>enterprise university institute platform</c>.</param>
/// <param name="Area">Town or park; empty when registered elsewhere.</param>
public sealed record NewRegistration(string Uscc, string OrgName, string Type, string Area, string Name, string Email, string Password);

/// <summary>A registration the bureau has not looked at yet.</summary>
public sealed record PendingRegistration(OrgId Org, PersonId Person, string Name, string Email, DateTimeOffset At);

/// <summary>
/// Enterprises register themselves and may sign in at once, but nothing can be applied for until the bureau has seen the
/// licence. A code that is verified, or waiting to be, cannot be registered again: colleagues are invited from inside.
/// </summary>
public sealed class Registrations(IRows rows, PeopleDirectory directory, UserManager<Account> accounts)
{
    public static IReadOnlyList<string> Types { get; } = ["enterprise", "university", "institute", "platform"];

    private const string Waiting = "registrations";
    private const int MaxWaiting = 1000;
    private const int MaxName = 200;

    /// <summary>Null when it was taken in.</summary>
    public async Task<Refusal?> ApplyAsync(NewRegistration given, DateTimeOffset at, CancellationToken ct)
    {
        var code = CreditCode.Parse(given.Uscc);
        if (Problems(given, code) is { Count: > 0 } problems)
        {
            return RegistrationRefusals.Incomplete(problems);
        }

        var org = Made(given, code);
        if (await directory.OrgAsync(org.Id, ct) is { Verified: true } || (await rows.FindAsync(Waiting, [org.Id.Value], ct)).Count > 0)
        {
            return RegistrationRefusals.Known;
        }

        var id = NewPersonId();
        var account = new Account { Id = id.Value, UserName = given.Email, Email = given.Email };
        var result = await accounts.CreateAsync(account, given.Password);
        if (!result.Succeeded)
        {
            return RegistrationRefusals.Incomplete(AccountRefusals.PasswordRefused(result).Problems);
        }

        await directory.SaveAsync(org, ct);
        await directory.SaveAsync(new Person(id, given.Name, given.Email, "zh", [Role.ApplicantEditor, Role.ApplicantSignatory]) { Org = org.Id }, ct);
        await CommitAsync(new Write.Put(new(org.Id.Value, JsonSerializer.SerializeToUtf8Bytes(new PendingRegistration(org.Id, id, given.Name, given.Email, at)))), ct);
        return null;
    }

    public async Task<IReadOnlyList<PendingRegistration>> WaitingAsync(CancellationToken ct)
    {
        var found = await rows.RangeAsync(Waiting, "!", "\uffff", MaxWaiting, ct);
        return [.. found.Select(r => JsonSerializer.Deserialize<PendingRegistration>(r.Body.Span)!).OrderBy(p => p.At)];
    }

    /// <summary>The bureau has seen the licence. Doing it twice changes nothing.</summary>
    public async Task VerifyAsync(OrgId id, CancellationToken ct)
    {
        if (await directory.OrgAsync(id, ct) is { } org)
        {
            await directory.SaveAsync(org with { Verified = true }, ct);
            await CommitAsync(new Write.Delete(id.Value), ct);
        }
    }

    /// <summary>Whoever registered may not sign in any more, and the code is free again.</summary>
    public async Task RejectAsync(OrgId id, CancellationToken ct)
    {
        var waiting = (await WaitingAsync(ct)).FirstOrDefault(p => p.Org == id);
        if (waiting is null)
        {
            return;
        }

        if (await directory.PersonAsync(waiting.Person, ct) is { } person)
        {
            await directory.SaveAsync(person with { Active = false }, ct);
        }

        if (await accounts.FindByIdAsync(waiting.Person.Value) is { } account)
        {
            await accounts.DeleteAsync(account);
        }

        await CommitAsync(new Write.Delete(id.Value), ct);
    }

    public static PersonId NewPersonId() => new("p-" + RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14));

    private Task<CommitResult> CommitAsync(Write write, CancellationToken ct) => rows.CommitAsync(Waiting, [write], Guid.NewGuid().ToString("N"), ct);

    private static List<Problem> Problems(NewRegistration given, CreditCode code) =>
    [
        .. code is CreditCode.Blocked blocked ? new[] { blocked.Why } : [],
        .. RegistrationRefusals.Line("orgName", given.OrgName, MaxName),
        .. Types.Contains(given.Type) ? Array.Empty<Problem>() : [RegistrationRefusals.Needed("type")],
        .. RegistrationRefusals.Line("name", given.Name, 100),
        .. RegistrationRefusals.Mail("email", given.Email),
    ];

    private static Organisation Made(NewRegistration given, CreditCode code)
    {
        var id = code switch
        {
            CreditCode.Valid valid => valid.Id,
            CreditCode.Doubtful doubtful => doubtful.Id,
            _ => throw new InvalidOperationException("A blocked code has no id."),
        };
        return new(id, given.OrgName, given.Type, given.Area.Length == 0 ? null : given.Area) { CodeNeedsLicence = code is CreditCode.Doubtful };
    }
}
