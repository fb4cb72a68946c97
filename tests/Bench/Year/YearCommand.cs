using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal;
using ProjectFlow.Server.Demo;
using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Bench.Year;

/// <summary><c>year</c>: fills the demonstration year into Azure Tables and Blobs on Azurite, and into SQLite, and compares every figure.</summary>
internal static class YearCommand
{
    private static readonly DateTimeOffset End = new(2023, 12, 31, 23, 59, 59, ChinaTime.Offset);

    /// <param name="everything">With the registers; Azurite, which looks through all rows for each query, takes very long for that.</param>
    /// <returns>0 when all figures are the same.</returns>
    public static async Task<int> RunAsync(bool everything)
    {
        using var folder = new BenchFolder();
        var local = await FillAsync(SqliteRows.Open(folder.Path), FolderDocuments.Open(Path.Combine(folder.Path, "documents")), everything);
        await using var azurite = new Azurite();
        await azurite.InitializeAsync();
        var (requests, tables) = (new Requests(), new TableClientOptions());
        tables.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        var rows = await AzureRows.OpenAsync(new TableServiceClient(azurite.ConnectionString, tables), p => CaseId.TryParse(p, out _), TimeProvider.System, CancellationToken.None);
        var azure = await FillAsync(rows, await BlobDocuments.OpenAsync(new BlobServiceClient(azurite.ConnectionString), CancellationToken.None), everything);

        var different = local.Zip(azure).Where(p => p.First != p.Second).ToList();
        different.ForEach(p => Console.WriteLine($"{p.First}  on SQLite\n{p.Second}  on Azure Tables"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{local.Count} figures, {different.Count} different; {requests.Count} requests to tables, {requests.Failed} of them answered with an error to be tried again"));
        return different.Count == 0 && local.Count == azure.Count ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> FillAsync(IRows rows, IDocuments documents, bool everything)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration).AddLogging().AddSingleton(rows).AddSingleton(documents).AddSingleton<IMailer>(new KeptMailer());
        services.AddSingleton(TimeProvider.System).AddSingleton(new MailLinks("http://127.0.0.1")).AddDefinitions(configuration);
        services.AddDataProtection();
        services.AddPortal();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await DemoYear.Of(scope.ServiceProvider).FillAsync(Console.WriteLine, CancellationToken.None, everything);
        return [.. (await provider.GetRequiredService<MetricBoard>().ReadAsync(2023, End, null, CancellationToken.None)).Select(m => JsonSerializer.Serialize(m))];
    }

    /// <summary>Counts what goes over the wire.</summary>
    private sealed class Requests : HttpPipelineSynchronousPolicy
    {
        private int count, failed;

        public int Count => count;

        public int Failed => failed;

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref count);

        public override void OnReceivedResponse(HttpMessage message)
        {
            if (message.Response.Status >= 500)
            {
                Interlocked.Increment(ref failed);
            }
        }
    }
}
