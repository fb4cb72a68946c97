using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ProjectFlow.Worker.Hosting;

/// <summary>
/// What the worker tells Application Insights. Neither storage requests nor queries of addresses are among it: their keys may stand
/// for people. Counts are exact; traces are a sample, because telemetry must not be the bill (docs/decisions/0013-azure-hosting.md).
/// </summary>
internal static class Telemetries
{
    /// <summary>Kept in a second, per instance; a trace is kept whole or not at all.</summary>
    private const double TracesPerSecond = 0.5;

    private static readonly Meter Own = new("ProjectFlow");

    /// <summary>Cases a sweep found due: many for long means that flows don't get through.</summary>
    public static Gauge<int> Due { get; } = Own.CreateGauge<int>("projectflow.cases.due", description: "Cases the last sweep found due");

    /// <summary>Turns that failed and were put off.</summary>
    public static Counter<int> PutOff { get; } = Own.CreateCounter<int>("projectflow.cases.put_off", description: "Cases that could not be moved");

    /// <param name="connection">Of Application Insights.</param>
    /// <param name="identity">Null where the connection string is enough.</param>
    public static void AddTelemetry(this IServiceCollection services, string connection, TokenCredential? identity)
    {
        void Export(AzureMonitorExporterOptions o) => (o.ConnectionString, o.Credential, o.TracesPerSecond, o.EnableLiveMetrics) = (connection, identity, TracesPerSecond, false);
        services.AddOpenTelemetry()
            .WithTracing(t => t.AddSource("Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask").AddAspNetCoreInstrumentation().AddAzureMonitorTraceExporter(Export))
            .WithMetrics(m => m.AddMeter(Own.Name, "Microsoft.AspNetCore.Hosting", "System.Net.Http", "System.Runtime").AddAzureMonitorMetricExporter(Export));
        services.AddLogging(l => l.AddOpenTelemetry(o => o.AddAzureMonitorLogExporter(Export)));
    }
}
