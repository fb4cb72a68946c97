using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProjectFlow.Adapters.Tests.Mail;

/// <summary>A web server on a free port of loopback that answers as told and keeps what it was asked.</summary>
internal sealed class TinySendGrid : IAsyncDisposable
{
    private readonly WebApplication app;

    private TinySendGrid(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = null);
        app = builder.Build();
        app.Run(async http =>
        {
            Paths.Add($"{http.Request.Method} {http.Request.Path}");
            Authorization = http.Request.Headers.Authorization.ToString();
            Asked = await JsonDocument.ParseAsync(http.Request.Body);
            await answer(http);
        });
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public List<string> Paths { get; } = [];

    public string Authorization { get; private set; } = "";

    public JsonDocument? Asked { get; private set; }

    public static async Task<TinySendGrid> StartAsync(RequestDelegate answer)
    {
        var server = new TinySendGrid(answer);
        await server.app.StartAsync();
        return server;
    }

    public static Task<TinySendGrid> StartAsync(int status, string body = "", params (string Name, string Value)[] headers) => StartAsync(http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        return http.Response.WriteAsync(body);
    });

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }
}
