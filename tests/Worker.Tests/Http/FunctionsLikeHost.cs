using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Portal;
using ProjectFlow.Server.Tests;
using ProjectFlow.Worker.Hosting;
using ProjectFlow.Worker.Http;

namespace ProjectFlow.Worker.Tests.Http;

/// <summary>
/// A host of the shape the Functions worker has: its own routing with one endpoint for every path and verb, which calls the HTTP function.
/// Everything behind it is the Worker's own, only the stores are a folder.
/// </summary>
internal static class FunctionsLikeHost
{
    public static IHost Build(string data, IReadOnlyDictionary<string, string> settings, MovableTime? time, MovableTime? sessions) => new HostBuilder()
        .UseEnvironment("Production")
        .UseContentRoot(AppContext.BaseDirectory)
        .ConfigureAppConfiguration(c => c.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))))
        .ConfigureLogging((context, logging) => logging.AddConfiguration(context.Configuration.GetSection("Logging")))
        .ConfigureServices((context, services) => services.AddAll(context.Configuration, data, time, sessions))
        .ConfigureWebHost(web => web.UseTestServer().Configure(app => app.UseRouting().UseEndpoints(e => e.Map("{*path}", CallAsync))))
        .Build();

    private static void AddAll(this IServiceCollection services, IConfiguration configuration, string data, MovableTime? time, MovableTime? sessions)
    {
        services.AddRouting();
        services.AddFolder(data, sessions ?? TimeProvider.System);
        services.AddDefinitions(configuration);
        services.AddWorker(WorkerSettings.Read(name => configuration[name]));
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = OneServer.QuickHash);
        services.AddSingleton<HubPump>().AddHostedService(s => s.GetRequiredService<HubPump>());
        if (time is not null)
        {
            services.AddSingleton(new CaseClock(time, TimeSpan.Zero));
        }
    }

    /// <summary>As the worker's middleware does: an instance of the function for each call, from the services of the invocation.</summary>
    private static Task CallAsync(HttpContext context)
    {
        var function = ActivatorUtilities.CreateInstance<PortalFunction>(context.RequestServices);
        return function.RunAsync(context.Request, context.RequestServices.GetRequiredService<HubPump>().Hub.Client);
    }

    private static void AddFolder(this IServiceCollection services, string data, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<IRows>(_ => SqliteRows.Open(data));
        services.AddSingleton<IDocuments>(_ => FolderDocuments.Open(Path.Combine(data, "documents")));
        services.AddDataProtection().SetApplicationName("ProjectFlow").PersistKeysToFileSystem(new(Path.Combine(data, "keys")));
    }
}
