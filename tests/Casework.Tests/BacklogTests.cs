using System.Globalization;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Casework.Tests;

/// <summary>A case that nobody moved for long, because its server died again and again.</summary>
public sealed class BacklogTests
{
    [Fact]
    public async Task More_effects_than_a_batch_takes_are_performed_all_the_same()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        for (var n = 0; n <= RowLimits.MaxRows; n++)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"新合金 {n}");
            Done(await bureau.DoAsync(World.Editor, new SaveDraft(title, World.Form), string.Create(CultureInfo.InvariantCulture, $"save-again-{n}")));
        }

        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);

        Assert.DoesNotContain(await bureau.Rows.DueAsync(World.Monday, RowLimits.MaxAsked, Ct), due => due.Key.StartsWith("s:", StringComparison.Ordinal));
        bureau.CloseAndCheck();
    }
}
