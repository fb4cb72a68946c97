using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Adapters.Tests.Faults;

/// <summary>Clients over a bad wire, which try again as the product's do, only faster.</summary>
internal static class FaultyAzure
{
    private static readonly Fault[] Quick = [Fault.Busy, Fault.TimedOut, Fault.TooSlow, Fault.Reset];

    /// <summary>Every third request, each time another fault that need not be waited for, by turns before and after the service has done it.</summary>
    public static FaultyTransport EveryThird()
    {
        var n = 0;
        return new(_ => Interlocked.Increment(ref n) is var at && at % 3 == 0 ? (Quick[at / 3 % Quick.Length], at / 12 % 2 == 0) : (Fault.None, false));
    }

    public static TableServiceClient Tables(Azurite azurite, FaultyTransport wire, int retries = 8) => new(azurite.ConnectionString, With(new TableClientOptions(), wire, retries));

    public static BlobServiceClient Blobs(Azurite azurite, FaultyTransport wire, int retries = 8) => new(azurite.ConnectionString, With(new BlobClientOptions(), wire, retries));

    private static TOptions With<TOptions>(TOptions options, FaultyTransport wire, int retries)
        where TOptions : ClientOptions
    {
        options.Transport = wire;
        (options.Retry.MaxRetries, options.Retry.Delay, options.Retry.MaxDelay) = (retries, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2));
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(3);
        return options;
    }
}
