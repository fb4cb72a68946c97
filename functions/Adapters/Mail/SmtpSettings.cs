using System.Globalization;
using System.Net.Mail;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Adapters.Mail;

/// <summary>Reads section <c>Smtp</c>: Host, Port, Security, From, FromName, User, Password.</summary>
public static class SmtpSettings
{
    /// <param name="setting">The value of a setting by its name, such as <c>Smtp:Host</c>.</param>
    /// <returns>Null without a host.</returns>
    /// <exception cref="ConfigurationException">A setting is none of the values it may have.</exception>
    public static SmtpOptions? Read(Func<string, string?> setting)
    {
        if (setting("Smtp:Host") is not { } host || string.IsNullOrWhiteSpace(host))
        {
            return null;
        }

        var security = Security(setting("Smtp:Security"));
        return new(host, Port(setting("Smtp:Port"), security), security, Address("Smtp:From", setting("Smtp:From")), setting("Smtp:FromName") ?? "ProjectFlow")
        {
            User = setting("Smtp:User"),
            Password = setting("Smtp:Password"),
        };
    }

    /// <exception cref="ConfigurationException">It is no address.</exception>
    public static string Address(string setting, string? text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text
            ? address.Address
            : throw new ConfigurationException(setting, text ?? "", "a mail address such as kjj@example.gov.cn");

    private static SmtpSecurity Security(string? text) => text switch
    {
        null or "StartTls" => SmtpSecurity.StartTls,
        "Tls" => SmtpSecurity.Tls,
        "None" => SmtpSecurity.None,
        var other => throw new ConfigurationException("Smtp:Security", other, "StartTls, Tls or None"),
    };

    private static int Port(string? text, SmtpSecurity security) => text switch
    {
        null => security switch { SmtpSecurity.Tls => 465, SmtpSecurity.StartTls => 587, _ => 25 },
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 => port,
        _ => throw new ConfigurationException("Smtp:Port", text, "a port from 1 to 65535"),
    };
}
