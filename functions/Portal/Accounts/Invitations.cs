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

/// <summary>An organisation's signatory brings in colleagues; the bureau has no part in it.</summary>
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

        var (id, password) = (Registrations.NewPersonId(), RandomNumberGenerator.GetString(Alphabet, 16));
        var result = await accounts.CreateAsync(new Account { Id = id.Value, UserName = given.Email, Email = given.Email, MustChangePassword = true }, password);
        if (!result.Succeeded)
        {
            return new InvitationOutcome.Refused(RegistrationRefusals.Incomplete(AccountRefusals.PasswordRefused(result).Problems));
        }

        await directory.SaveAsync(new Person(id, given.Name, given.Email, "zh", [given.Role]) { Org = org }, ct);
        return new InvitationOutcome.Invited(given.Email, password);
    }
}
