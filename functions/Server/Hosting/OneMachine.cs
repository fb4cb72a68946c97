using Microsoft.AspNetCore.Server.Kestrel.Core;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Settings;
using ProjectFlow.Casework.Transfer;
using ProjectFlow.Portal;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Server.Demo;
using ProjectFlow.Server.Flow;

namespace ProjectFlow.Server.Hosting;

/// <summary>The one-machine edition: Kestrel, SQLite, a folder.</summary>
internal static class OneMachine
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const string Demo = "--demo";
    private const int WrongConfiguration = 2;

    /// <returns>The exit code: 2 when the configuration does not let the server start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (TransferCommand.Parse(args) is { } transfer)
            {
                return await MoveAsync(transfer, args);
            }

            var demo = args.Contains(Demo);
            string[] settings = [.. args.Where(a => a != Demo)];
            if (demo)
            {
                await using var filling = Build(settings, demo, filling: true);
                filling.Services.GetRequiredService<ProgrammeShelf>();
                await filling.Services.FillDemoAsync();
            }

            await using var app = Build(settings, demo);
            app.Services.GetRequiredService<ProgrammeShelf>(); // a wrong file stops the start before anything is written
            await app.Services.HandOverFirstAdministratorAsync();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is ConfigurationException or DefinitionsException or StorageUnavailableException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return WrongConfiguration;
        }
    }

    /// <summary>Opens the data folder alone: it moves while no server holds it.</summary>
    private static async Task<int> MoveAsync(TransferCommand transfer, string[] args)
    {
        var folder = Stores.DataFolder(WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }).Configuration);
        using var rows = SqliteRows.Open(folder);
        return await transfer.RunAsync(rows, FolderDocuments.Open(Path.Combine(folder, Stores.DocumentFolder)), TimeProvider.System, CancellationToken.None);
    }

    /// <param name="filling">A fill that loses its last commits is begun where they were: it need not wait for the disk at each.</param>
    private static WebApplication Build(string[] args, bool demo, bool filling = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.UseUrls(builder.Configuration["urls"] ?? DefaultUrl);
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Services.AddStores(builder.Configuration);
        builder.Services.AddMail(builder.Configuration);
        if (filling)
        {
            builder.Services.AddSingleton(new SqliteSettings { EachCommitOnDisk = false });
        }

        if (demo)
        {
            builder.Services.AddSingleton<IMailer>(new KeptMailer()); // invented people get no real mail
        }

        builder.Services.AddPortal();
        builder.Services.AddLocalFlow(builder.Configuration["PublicUrl"] ?? builder.Configuration["urls"] ?? DefaultUrl);
        var app = builder.Build();
        app.UsePortal();
        return app;
    }

    private static void Limit(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = 1024 * 1024; // uploads raise it for themselves
    }

    private static async Task FillDemoAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await DemoYear.Of(scope.ServiceProvider).FillAsync(Console.WriteLine, CancellationToken.None);
    }

    private static async Task HandOverFirstAdministratorAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().EnsureAsync(Show, CancellationToken.None);
    }

    private static void Show(string password) => Console.WriteLine($"""

        首个管理员 / First administrator: {FirstAdministrator.Email}
        一次性密码 / One-time password:  {password}
        仅显示一次，登录后须修改。 Shown once; it must be changed after signing in.

        """);
}
