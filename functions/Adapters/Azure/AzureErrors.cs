using Azure;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Azure;

/// <summary>Which failures mean that the service cannot serve now, after the client library has given up trying again.</summary>
internal static class AzureErrors
{
    public static bool IsUnavailable(Exception e, CancellationToken ct) => e switch
    {
        RequestFailedException r => r.Status is 0 or 408 or 429 or >= 500 or 401 or 403,
        AggregateException or IOException or HttpRequestException or TimeoutException => true,
        OperationCanceledException => !ct.IsCancellationRequested, // the library's own time limit
        _ => false,
    };

    public static StorageUnavailableException Unavailable(Exception e) => new(
        e switch
        {
            RequestFailedException { Status: 401 or 403 } r => $"the storage account refuses this program ({r.ErrorCode})",
            RequestFailedException { Status: 0 } => "the storage account cannot be reached",
            RequestFailedException r => $"the storage account answers {r.Status} {r.ErrorCode}".TrimEnd(),
            _ => "the storage account does not answer",
        }, e);

    /// <exception cref="StorageUnavailableException">The service cannot serve now.</exception>
    public static async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsUnavailable(e, ct))
        {
            throw Unavailable(e);
        }
    }
}
