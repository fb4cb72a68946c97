using System.Text.Json.Serialization;

namespace ProjectFlow.Portal.Accounts;

/// <summary>How a person signs in. Who the person is and may do stands in the directory, under the same id.</summary>
public sealed class Account
{
    public string Id { get; set; } = "";

    public string? UserName { get; set; }

    public string? NormalizedUserName { get; set; }

    public string? Email { get; set; }

    public string? NormalizedEmail { get; set; }

    public bool EmailConfirmed { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>The password was chosen by somebody else; nothing but changing it is possible until then.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Changes with every credential, which ends all sessions.</summary>
    public string? SecurityStamp { get; set; }

    public DateTimeOffset? LockoutEnd { get; set; }

    public bool LockoutEnabled { get; set; } = true;

    public int AccessFailedCount { get; set; }

    public bool TwoFactorEnabled { get; set; }

    public string? AuthenticatorKey { get; set; }

    public string? RecoveryCodes { get; set; }

    public IReadOnlyList<AccountPasskey> Passkeys { get; set; } = [];

    /// <summary>Where the person is signed in by cookie, oldest first.</summary>
    public IReadOnlyList<AccountSession> Sessions { get; set; } = [];

    /// <summary>Version of the stored row; null = not stored yet.</summary>
    [JsonIgnore]
    public string? RowVersion { get; set; }
}

/// <summary>One sign-in by cookie.</summary>
/// <param name="Agent">The browser as it names itself, shortened.</param>
/// <param name="Stamp">Security stamp at sign-in; another one now means that the session has ended.</param>
public sealed record AccountSession(string Id, DateTimeOffset At, string Agent, string? Stamp);
