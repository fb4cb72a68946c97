using ProjectFlow.Adapters.Mail;
using ProjectFlow.Portal.Hooks;

namespace ProjectFlow.Server.Hosting;

/// <summary>Without <c>Mail:SendGrid</c> and <c>Smtp:Host</c>, mails are only kept.</summary>
internal static class MailSetup
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettings.Read(name => configuration[name], TimeProvider.System);
        services.AddSingleton(settings.Mailer);
        if (settings.EventsKey is { } key)
        {
            services.AddSingleton(new SendGridSignature(key));
        }
    }
}
