using Azure;

namespace ProjectFlow.Adapters.Azure;

internal static class Ignoring
{
    /// <summary>Takes an answer of one of these states for the end of the matter: somebody else was faster.</summary>
    public static async Task IgnoreAsync(this Task<Response> call, params int[] states)
    {
        try
        {
            await call;
        }
        catch (RequestFailedException e) when (states.Contains(e.Status))
        {
            return;
        }
    }
}
