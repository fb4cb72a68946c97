using Azure.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Settings;
using ProjectFlow.Casework.Transfer;
using ProjectFlow.Portal;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Hooks;
using ProjectFlow.Worker.Flow;
using ProjectFlow.Worker.Http;

namespace ProjectFlow.Worker.Hosting;

/// <summary>The Azure edition: Functions, Tables, Blobs.</summary>
internal static class AzureEdition
{
    private const int WrongConfiguration = 2;

    /// <returns>The exit code: 2 when the configuration does not let the host start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (TransferCommand.Parse(args) is { } transfer)
            {
                return await MoveAsync(transfer, args);
            }

            var builder = FunctionsApplication.CreateBuilder(args);
            builder.ConfigureFunctionsWebApplication();
            var settings = WorkerSettings.Read(name => builder.Configuration[name]);
            var stores = await Stores.OpenAsync(settings.Storage, CancellationToken.None);
            stores.AddTo(builder.Services);
            builder.Services.AddDefinitions(builder.Configuration);
            builder.Services.AddWorker(settings);
            using var host = builder.Build();
            host.Services.GetRequiredService<ProgrammeShelf>(); // a wrong file stops the start before anything is written
            await host.Services.HandOverFirstAdministratorAsync(stores);
            await host.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is ConfigurationException or DefinitionsException or StorageUnavailableException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return WrongConfiguration;
        }
    }

    /// <summary>Needs the address of the storage and nothing else; run from any machine, under the identity of whoever runs it.</summary>
    private static async Task<int> MoveAsync(TransferCommand transfer, string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var stores = await Stores.OpenAsync(WorkerSettings.AddressOfStorage(name => configuration[name]), CancellationToken.None);
        return await transfer.RunAsync(stores.Rows, stores.Documents, TimeProvider.System, CancellationToken.None);
    }

    /// <summary>Everything but the ports.</summary>
    internal static void AddWorker(this IServiceCollection services, WorkerSettings settings)
    {
        services.AddSingleton(settings.Mail.Mailer);
        if (settings.Mail.EventsKey is { } key)
        {
            services.AddSingleton(new SendGridSignature(key));
        }

        if (settings.Telemetry is { } connection)
        {
            services.AddTelemetry(connection, settings.Storage is StorageAddress.ByIdentity ? new DefaultAzureCredential() : null);
        }

        services.AddSingleton(new Casework.Effects.MailLinks(settings.PublicUrl));
        services.AddPortal();
        services.AddSingleton<Rings>().AddSingleton<FlowStarter>().AddSingleton<Setbacks>().AddSingleton<Sweep>().AddSingleton<PortalEntry>();
        services.AddHttpContextAccessor();
    }

    private static async Task HandOverFirstAdministratorAsync(this IServiceProvider services, Stores stores)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().EnsureAsync(stores.HandOver, CancellationToken.None);
    }
}
