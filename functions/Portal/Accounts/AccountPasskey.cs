using Microsoft.AspNetCore.Identity;

namespace ProjectFlow.Portal.Accounts;

/// <summary>A key of a person's own device or key ring (WebAuthn). Only its public half is known here.</summary>
/// <param name="Name">Given by the person, so as to tell it from the others.</param>
/// <param name="SignCount">Counted by the device; 0 where it does not count.</param>
public sealed record AccountPasskey(
    byte[] CredentialId, byte[] PublicKey, string? Name, DateTimeOffset CreatedAt, uint SignCount, IReadOnlyList<string>? Transports,
    bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] AttestationObject, byte[] ClientDataJson)
{
    public static AccountPasskey Of(UserPasskeyInfo p) => new(
        p.CredentialId, p.PublicKey, p.Name, p.CreatedAt, p.SignCount, p.Transports, p.IsUserVerified, p.IsBackupEligible, p.IsBackedUp, p.AttestationObject, p.ClientDataJson);

    public UserPasskeyInfo Info() =>
        new(CredentialId, PublicKey, CreatedAt, SignCount, Transports?.ToArray(), IsUserVerified, IsBackupEligible, IsBackedUp, AttestationObject, ClientDataJson) { Name = Name };
}
