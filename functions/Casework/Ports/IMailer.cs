namespace ProjectFlow.Casework.Ports;

/// <summary>Hands one mail to the outside.</summary>
public interface IMailer
{
    /// <summary>How it sends: <c>kept</c>, <c>smtp</c>, <c>sendgrid</c>.</summary>
    string Channel { get; }

    /// <returns>What is known of the outcome. Never throws: a mail that was broken off has an outcome too, and somebody has to write it down.</returns>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct);
}

/// <param name="Id">Fixed by the effect and recipient; goes with the mail (as Message-Id, or as an argument that comes back with every event), so that a repeat can be recognised.</param>
public sealed record OutgoingMail(string Id, string ToAddress, string ToName, string Subject, string Text);

public abstract record MailOutcome
{
    /// <summary>The other side took it.</summary>
    public sealed record Sent(string? ProviderId) : MailOutcome;

    /// <summary>No mail server is configured: it is only kept, on the mail page.</summary>
    public sealed record Kept : MailOutcome;

    /// <summary>Nothing was taken; try again later.</summary>
    /// <param name="After">How long the other side asks us to wait, at least; null = it did not say.</param>
    public sealed record Delayed(string Reason, TimeSpan? After = null) : MailOutcome;

    /// <summary>Will never go (bad address, refused for good).</summary>
    public sealed record Failed(string Reason) : MailOutcome;

    /// <summary>The connection broke after the body had left: it may or may not have arrived.</summary>
    public sealed record Unknown(string Reason) : MailOutcome;

    private MailOutcome() { }
}
