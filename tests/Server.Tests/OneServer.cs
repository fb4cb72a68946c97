using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Portal;

namespace ProjectFlow.Server.Tests;

/// <summary>The server as it ships, in Production, on a data folder of its own.</summary>
public sealed partial class OneServer : WebApplicationFactory<Program>
{
    public string Data { get; init; } = Directory.CreateTempSubdirectory("projectflow-").FullName;

    /// <summary>The time cases live in; null = the real one.</summary>
    public MovableTime? CaseTime { get; init; }

    /// <summary>The time sign-in and sessions live in; null = the real one.</summary>
    public MovableTime? SessionTime { get; init; }

    /// <summary>Rounds of the password hash. The hundred thousand of production cost more than all else in these tests, and are not what they test.</summary>
    public const int QuickHash = 1000;

    /// <summary>Extra settings, as on the command line.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["Portal:SignInsPerMinute"] = "1000", ["Logging:LogLevel:Default"] = "Error", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Error" };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production").UseSetting("data", Data);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(s => s.Configure<PasswordHasherOptions>(o => o.IterationCount = QuickHash));
        if (CaseTime is { } time)
        {
            builder.ConfigureTestServices(s => s.AddSingleton(new CaseClock(time, TimeSpan.Zero)));
        }

        if (SessionTime is { } sessions)
        {
            builder.ConfigureTestServices(s => s.AddSingleton<TimeProvider>(sessions));
        }
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
