using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Tests.Cases;

public sealed class CommandWeightTests
{
    [Fact]
    public void Every_command_has_a_weight()
    {
        var commands = typeof(CaseCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CaseCommand)) && !t.IsAbstract);
        Assert.Equal(commands.Select(t => t.FullName!).Order(StringComparer.Ordinal), CommandWeights.Table.Keys.Select(t => t.FullName!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Role.ApplicantSignatory, true)]
    [InlineData(Role.ApplicantEditor, false)]
    public void What_a_signatory_hands_in_again_is_signed_and_what_an_editor_does_is_not(Role role, bool needed) =>
        Assert.Equal(needed, CommandWeights.NeedsProof(new ApplicationCommand.Resubmit { By = new(new("somebody"), [role]) }));
}
