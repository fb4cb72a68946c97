using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Portal.Guards;

/// <summary>Ready means that rows can be read. A full disk still serves readers, so it does not make the host unready.</summary>
public sealed class StoreAnswers(IRows rows) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await rows.FindAsync("settings", ["first-administrator"], cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
