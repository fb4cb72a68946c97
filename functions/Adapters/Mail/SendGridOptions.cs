namespace ProjectFlow.Adapters.Mail;

/// <param name="Key">An API key that may send mail and nothing else.</param>
/// <param name="Address">Where SendGrid is reached: the world, the EU region, or a proxy of our own.</param>
public sealed record SendGridOptions(string Key, Uri Address, string FromAddress, string FromName)
{
    public static Uri World { get; } = new("https://api.sendgrid.com");

    /// <summary>From the first byte of the request to the last of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The key stays out of logs.</summary>
    public override string ToString() => $"{Address}, from {FromAddress}";
}
