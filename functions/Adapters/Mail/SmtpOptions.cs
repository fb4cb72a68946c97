namespace ProjectFlow.Adapters.Mail;

public enum SmtpSecurity
{
    /// <summary>Plain text; for a relay on the same machine.</summary>
    None,

    /// <summary>Plain connection, then TLS; refuses to go on without it. Usually port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte. Usually port 465.</summary>
    Tls,
}

public sealed record SmtpOptions(string Host, int Port, SmtpSecurity Security, string FromAddress, string FromName)
{
    /// <summary>Null = the server asks for no sign-in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>For the whole conversation about one mail.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The password stays out of logs.</summary>
    public override string ToString() => $"{Host}:{Port} ({Security}), from {FromAddress}";
}
