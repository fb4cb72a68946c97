using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace ProjectFlow.Portal.Accounts;

/// <summary>
/// Opens a token once and remembers what was in it, because a client sends the same one with every request. Whether it has
/// run out, and whether the account still stands as it did, is asked each time elsewhere. Nobody may change what it hands out.
/// </summary>
public sealed class KnownTickets(ISecureDataFormat<AuthenticationTicket> inner) : ISecureDataFormat<AuthenticationTicket>
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, AuthenticationTicket> known = new(StringComparer.Ordinal);

    public string Protect(AuthenticationTicket data) => inner.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => inner.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) =>
        protectedText is not null && known.TryGetValue(protectedText, out var ticket) ? ticket : Keep(protectedText, inner.Unprotect(protectedText));

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => inner.Unprotect(protectedText, purpose);

    private AuthenticationTicket? Keep(string? text, AuthenticationTicket? ticket)
    {
        if (text is null || ticket is null) // what nobody gave out must not fill the memory
        {
            return ticket;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        return known[text] = ticket;
    }
}
