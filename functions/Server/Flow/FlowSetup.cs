using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Portal;

namespace ProjectFlow.Server.Flow;

internal static class FlowSetup
{
    /// <param name="publicUrl">Where people reach this server; mails link to it.</param>
    public static void AddLocalFlow(this IServiceCollection services, string publicUrl)
    {
        services.AddSingleton(new MailLinks(publicUrl));
        services.AddSingleton<TakeTurns>(s => (id, ct) => s.GetRequiredService<CaseFlow>().RunAsync(id, s.GetRequiredService<CaseClock>().Now, ct));
        services.AddSingleton<LocalFlow>();
        services.AddHostedService(Listening);
        services.AddHostedService<FiguresCatchUp>();
    }

    private static LocalFlow Listening(IServiceProvider services)
    {
        var flow = services.GetRequiredService<LocalFlow>();
        services.GetRequiredService<Doorbell>().Rung += flow.Ring;
        return flow;
    }
}
