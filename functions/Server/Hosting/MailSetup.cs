using System.Globalization;
using System.Net.Mail;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Server.Hosting;

/// <summary>Section <c>Smtp</c>: Host, Port, Security, From, FromName, User, Password. Without Host, mails are only kept.</summary>
internal static class MailSetup
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var smtp = configuration.GetSection("Smtp");
        services.AddSingleton<IMailer>(string.IsNullOrWhiteSpace(smtp["Host"]) ? new KeptMailer() : new SmtpMailer(Read(smtp)));
    }

    private static SmtpOptions Read(IConfigurationSection smtp)
    {
        var security = Security(smtp);
        return new(smtp["Host"]!, Port(smtp, security), security, From(smtp), smtp["FromName"] ?? "ProjectFlow")
        {
            User = smtp["User"],
            Password = smtp["Password"],
        };
    }

    private static SmtpSecurity Security(IConfigurationSection smtp) => smtp["Security"] switch
    {
        null or "StartTls" => SmtpSecurity.StartTls,
        "Tls" => SmtpSecurity.Tls,
        "None" => SmtpSecurity.None,
        var other => throw new ConfigurationException("Smtp:Security", other, "StartTls, Tls or None"),
    };

    private static int Port(IConfigurationSection smtp, SmtpSecurity security) => smtp["Port"] switch
    {
        null => security switch { SmtpSecurity.Tls => 465, SmtpSecurity.StartTls => 587, _ => 25 },
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 => port,
        var text => throw new ConfigurationException("Smtp:Port", text, "a port from 1 to 65535"),
    };

    private static string From(IConfigurationSection smtp) =>
        MailAddress.TryCreate(smtp["From"], out var address) && address.Address == smtp["From"]
            ? address.Address
            : throw new ConfigurationException("Smtp:From", smtp["From"] ?? "", "a mail address such as kjj@example.gov.cn");
}
