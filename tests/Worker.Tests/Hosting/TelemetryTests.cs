using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ProjectFlow.Casework.Settings;
using ProjectFlow.Worker.Hosting;

namespace ProjectFlow.Worker.Tests.Hosting;

/// <summary>Application Insights, played by a listener on a free port.</summary>
public sealed class TelemetryTests : IAsyncDisposable
{
    private const string Key = "00000000-0000-0000-0000-000000000001";

    private readonly StringBuilder heard = new();
    private readonly WebApplication insights;

    public TelemetryTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        insights = builder.Build();
        insights.MapPost("/{**path}", HearAsync);
    }

    public ValueTask DisposeAsync() => insights.DisposeAsync();

    [Fact]
    public async Task Counts_traces_and_logs_reach_application_insights_and_say_nothing_of_storage_requests()
    {
        await insights.StartAsync(TestContext.Current.CancellationToken);
        var services = new ServiceCollection();
        services.AddTelemetry($"InstrumentationKey={Key};IngestionEndpoint={insights.Urls.Single()}/", identity: null);
        await using (var provider = services.BuildServiceProvider())
        {
            var (traces, counts) = (provider.GetRequiredService<TracerProvider>(), provider.GetRequiredService<MeterProvider>());
            using (var worker = new ActivitySource("Microsoft.Azure.Functions.Worker"))
            using (var storage = new ActivitySource("Azure.Data.Tables.TableClient"))
            {
                Assert.Null(storage.StartActivity("TableClient.QueryEntities"));
                for (var n = 0; n < 600 && !await SaysAsync(traces, "function Sweep"); n++)
                {
                    worker.StartActivity("function Sweep")?.Dispose(); // one in about two seconds is kept: it is a sample
                }
            }

            Telemetries.Due.Record(7);
            LoggerMessage.Define(LogLevel.Error, default, "A case is put off")(provider.GetRequiredService<ILoggerFactory>().CreateLogger("ProjectFlow"), null);
            traces.ForceFlush(10_000);
            counts.ForceFlush(10_000);
        }

        var said = heard.ToString();
        Assert.Contains(Key, said, StringComparison.Ordinal);
        Assert.Contains("function Sweep", said, StringComparison.Ordinal);
        Assert.Contains("projectflow.cases.due", said, StringComparison.Ordinal);
        Assert.Contains("A case is put off", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000001")]
    [InlineData("InstrumentationKey=1;IngestionEndpoint=https://x/")]
    public void A_wrong_setting_stops_the_start_with_its_name_and_an_example(string value)
    {
        var e = Assert.Throws<ConfigurationException>(() => WorkerSettings.Read(name => name switch
        {
            "PublicUrl" => "https://kjj.example.gov.cn",
            "Storage:ConnectionString" => "UseDevelopmentStorage=true",
            WorkerSettings.TelemetrySetting => value,
            _ => null,
        }));
        Assert.Contains("APPLICATIONINSIGHTS_CONNECTION_STRING", e.Message, StringComparison.Ordinal);
        Assert.Contains("InstrumentationKey=0000", e.Message, StringComparison.Ordinal);
    }

    private async Task<bool> SaysAsync(TracerProvider traces, string text)
    {
        await Task.Delay(100, TestContext.Current.CancellationToken);
        traces.ForceFlush(10_000);
        lock (heard)
        {
            return heard.ToString().Contains(text, StringComparison.Ordinal);
        }
    }

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body);
        var text = await reader.ReadToEndAsync();
        lock (heard)
        {
            heard.AppendLine(text);
        }

        var items = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        return Results.Json(new { itemsReceived = items, itemsAccepted = items, errors = Array.Empty<object>() }, statusCode: (int)HttpStatusCode.OK);
    }
}
