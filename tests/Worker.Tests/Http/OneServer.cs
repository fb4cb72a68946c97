extern alias server;

using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Worker.Tests.Http;

namespace ProjectFlow.Server.Tests;

/// <summary>The Worker's composition behind its one HTTP function, in the place of the one-machine server: every test of pages and API is run against it again.</summary>
public sealed partial class OneServer : WebApplicationFactory<server::Program>
{
    public string Data { get; init; } = Directory.CreateTempSubdirectory("projectflow-").FullName;

    /// <summary>The time cases live in; null = the real one.</summary>
    public MovableTime? CaseTime { get; init; }

    /// <summary>The time sign-in and sessions live in; null = the real one.</summary>
    public MovableTime? SessionTime { get; init; }

    /// <summary>Rounds of the password hash; production has a hundred thousand.</summary>
    public const int QuickHash = 1000;

    /// <summary>Extra settings.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["Portal:SignInsPerMinute"] = "1000", ["Logging:LogLevel:Default"] = "Error", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Error", ["PublicUrl"] = "http://127.0.0.1:5080", ["Storage:ConnectionString"] = "UseDevelopmentStorage=true" };

    protected override IHostBuilder CreateHostBuilder() => new HostBuilder();

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = FunctionsLikeHost.Build(Data, Settings, CaseTime, SessionTime);
        host.Start();
        EnsureAdministrator(host.Services);
        return host;
    }

    /// <summary>As the Worker does at its start.</summary>
    private static void EnsureAdministrator(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<FirstAdministrator>().EnsureAsync(_ => { }, CancellationToken.None).GetAwaiter().GetResult();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}
