using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Portal;
using ProjectFlow.Server.Demo;
using ProjectFlow.Server.Hosting;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Server.Tests.Demo;

/// <summary>
/// The demonstration year, filled once for all tests: begun, cut off among its first imports, taken up and finished, and asked
/// for once more. Then a server serves it.
/// </summary>
public sealed class DemoServer : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-demo-").FullName;
    private OneServer? server;

    public HttpClient Leader { get; private set; } = null!;

    public IServiceProvider Services => server!.Services;

    /// <summary>As the finished run left it.</summary>
    public Checker First { get; private set; } = null!;

    /// <summary>After it was asked for once more.</summary>
    public Checker Second { get; private set; } = null!;

    public IReadOnlyList<string> Progress { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FillAsync(line =>
        {
            if (line.Contains("documents", StringComparison.Ordinal))
            {
                cut.CancelAfter(TimeSpan.FromSeconds(1));
            }
        }, cut.Token));
        var said = new List<string>();
        await FillAsync(said.Add, CancellationToken.None);
        (Progress, First) = (said, Checker.Read(folder));
        await FillAsync(_ => { }, CancellationToken.None);
        Second = Checker.Read(folder);
        server = new OneServer { Data = folder };
        Leader = server.CreateClient();
        var account = DemoPeople.Accounts.First(a => a.Role == "Leader");
        var answer = await Leader.PostAsJsonAsync("/api/account/login", new { email = account.Email, password = account.Password });
        Leader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        Leader?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    public async Task<IReadOnlyList<JsonElement>> GetAsync(string path) =>
        [.. (await Leader.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken)).EnumerateArray()];

    private async Task FillAsync(Action<string> say, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--data", folder], ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddStores(builder.Configuration);
        builder.Services.AddSingleton(new SqliteSettings { EachCommitOnDisk = false });
        builder.Services.AddSingleton<IMailer>(new KeptMailer());
        builder.Services.AddPortal();
        builder.Services.AddSingleton(new MailLinks("http://127.0.0.1:5080"));
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await DemoYear.Of(scope.ServiceProvider).FillAsync(say, ct);
    }
}
