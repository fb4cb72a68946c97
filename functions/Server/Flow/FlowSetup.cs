using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal;

namespace ProjectFlow.Server.Flow;

internal static class FlowSetup
{
    /// <param name="publicUrl">Where people reach this server; mails link to it.</param>
    public static void AddLocalFlow(this IServiceCollection services, string publicUrl)
    {
        services.AddSingleton(new MailLinks(publicUrl));
        services.AddSingleton<TakeTurns>(s => (id, ct) => TurnAsync(s, id, ct));
        services.AddSingleton<LocalFlow>();
        services.AddHostedService(Listening);
        services.AddHostedService<FiguresCatchUp>();
        services.AddHostedService<NightlyService>();
        services.AddHostedService<PaymentService>();
    }

    private static async Task TurnAsync(IServiceProvider services, CaseId id, CancellationToken ct)
    {
        await services.GetRequiredService<StoredDefinitions>().RefreshAsync(ct);
        var (flow, now) = (services.GetRequiredService<CaseFlow>(), services.GetRequiredService<CaseClock>().Now);
        await services.GetRequiredService<Quarantine>().WatchAsync(() => flow.RunAsync(id, now, ct), ct);
    }

    private static LocalFlow Listening(IServiceProvider services)
    {
        var flow = services.GetRequiredService<LocalFlow>();
        services.GetRequiredService<Doorbell>().Rung += (id, _) => flow.Ring(id);
        return flow;
    }
}
