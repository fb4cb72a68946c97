using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

/// <summary>Effects on other cases and on the registers.</summary>
public sealed class TellEffects(Desk desk, PeopleDirectory directory)
{
    /// <summary>The effect's id is the command's operation id, so a second time is a repeat.</summary>
    /// <exception cref="EffectRefusedException">The other case refuses; somebody has to look at it.</exception>
    public async Task PerformAsync(EffectContext context, Effect.Tell tell, CancellationToken ct)
    {
        var command = tell.Command with { By = Actor.System, At = context.Now };
        var answer = await desk.HandleAsync(tell.Case, command, OperationId.Parse(context.Id), null, ct);
        if (answer is Answer.Refused refused)
        {
            throw new EffectRefusedException($"{tell.Case} refused {EventNames.Of(command)}: {refused.Why.Code}");
        }
    }

    public Task PerformAsync(Effect.FlagOrg flag, CancellationToken ct) => directory.FlagAsync(flag.Org, flag.Flag, flag.On, ct);
}

public sealed class EffectRefusedException(string message) : Exception(message);
