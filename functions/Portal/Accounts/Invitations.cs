using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Pages.Accounts;

namespace ProjectFlow.Portal.Accounts;

/// <summary>A colleague to be invited.</summary>
/// <param name="Role">Editor or signatory.</param>
public sealed record NewColleague(string Name, string Email, Role Role);

public abstract record InvitationOutcome
{
    /// <param name="Password">Good for one time; the inviter hands it over.</param>
    public sealed record Invited(string Email, string Password) : InvitationOutcome;

    public sealed record Refused(Refusal Why) : InvitationOutcome;

    private InvitationOutcome() { }
}

/// <summary>An organisation's signatory brings in colleagues, without the bureau; an administrator brings in everybody else.</summary>
public sealed class Invitations(PeopleDirectory directory, UserManager<Account> accounts)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <param name="org">The inviter's own.</param>
    public async Task<InvitationOutcome> InviteAsync(OrgId org, NewColleague given, CancellationToken ct)
    {
        Problem[] problems = [.. RegistrationRefusals.Line("name", given.Name, 100), .. RegistrationRefusals.Mail("email", given.Email), .. given.Role is Role.ApplicantEditor or Role.ApplicantSignatory ? Array.Empty<Problem>() : [RegistrationRefusals.Needed("role")]];
        if (problems.Length > 0)
        {
            return new InvitationOutcome.Refused(RegistrationRefusals.Incomplete(problems));
        }

        return await InviteAsync(new Person(Registrations.NewPersonId(), given.Name, given.Email, "zh", [given.Role]) { Org = org }, ct);
    }

    /// <summary>An account with a one-time password, and the person it is for.</summary>
    public async Task<InvitationOutcome> InviteAsync(Person person, CancellationToken ct)
    {
        var password = NewPassword();
        var result = await accounts.CreateAsync(new Account { Id = person.Id.Value, UserName = person.Email, Email = person.Email, MustChangePassword = true }, password);
        if (!result.Succeeded)
        {
            return new InvitationOutcome.Refused(RegistrationRefusals.Incomplete(AccountRefusals.PasswordRefused(result).Problems));
        }

        await directory.SaveAsync(person, ct);
        return new InvitationOutcome.Invited(person.Email, password);
    }

    public static string NewPassword() => RandomNumberGenerator.GetString(Alphabet, 16);
}
