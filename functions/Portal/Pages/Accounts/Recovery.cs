using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <param name="Asked">A mail was sent, if there is such an account; the page does not say which.</param>
public sealed record ForgottenModel(bool Asked = false);

/// <param name="Code">From the mail.</param>
public sealed record ResetModel(string Id, string Code, bool Done = false, Refusal? Why = null);

/// <summary>A forgotten password: a link by mail, then a new one.</summary>
internal static class Recovery
{
    /// <summary>Answers the same whether there is such an account or not.</summary>
    public static async Task<IResult> AskAsync(HttpContext http, UserManager<Account> accounts, IEmailSender<Account> mails, MailLinks links, CancellationToken ct)
    {
        var email = (await http.Request.ReadFormAsync(ct))["email"].ToString().Trim();
        if (await accounts.FindByEmailAsync(email) is { } account)
        {
            var code = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await accounts.GeneratePasswordResetTokenAsync(account)));
            await mails.SendPasswordResetLinkAsync(account, account.Email!, $"{links.BaseUrl}/reset?id={Uri.EscapeDataString(account.Id)}&code={code}");
        }

        return Show.Page<ForgottenPage>(new ForgottenModel(Asked: true));
    }

    public static async Task<IResult> ResetAsync(HttpContext http, UserManager<Account> accounts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var model = new ResetModel(form["id"].ToString(), form["code"].ToString());
        var why = form["new"] != form["repeat"] ? AccountRefusals.Repeat
            : await accounts.FindByIdAsync(model.Id) is { } account && Token(model.Code) is { } token ? await ReplaceAsync(accounts, account, token, form["new"].ToString())
            : AccountRefusals.LinkExpired;
        return why is null ? Show.Page<ResetPage>(model with { Done = true }) : Show.Again<ResetPage>(model with { Why = why }, why);
    }

    private static async Task<Refusal?> ReplaceAsync(UserManager<Account> accounts, Account account, string token, string password)
    {
        var result = await accounts.ResetPasswordAsync(account, token, password);
        return result.Succeeded ? null : AccountRefusals.PasswordRefused(result);
    }

    private static string? Token(string code)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
