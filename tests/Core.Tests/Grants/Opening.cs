using System.Text.Json;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Tests.Applications.World;

namespace ProjectFlow.Core.Tests.Grants;

public class Opening
{
    [Fact]
    public void An_approved_project_opens_its_grant()
    {
        var story = Story.Approved(TestProgrammes.Upward);
        var tell = Told(story);
        var open = Assert.IsType<GrantCommand.Open>(tell.Command);
        Assert.Equal((CaseId.Grant(Case.Value), Money.FromWanyuan(100), "BE2023001", Case), (tell.Case, open.Award, open.ProjectNo, open.Source!));
        Assert.IsType<Decision.Accepted>(Lifecycle.Decide(story.Book with { NewCase = tell.Case }, null, open with { At = story.Now }));
    }

    [Fact]
    public void An_approved_recognition_issues_its_credential()
    {
        var tell = Told(Story.Forwarded(TestProgrammes.Hnte).Do(Officer, Story.Yes with { Award = null }).Do(Head, new Core.Applications.ApplicationCommand.ConfirmDecision()));
        Assert.Equal((CaseId.Credential(Case.Value), Case), (tell.Case, Assert.IsType<CredentialCommand.Issue>(tell.Command).Source!));
    }

    [Fact]
    public void Every_command_and_event_has_a_stored_name()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var story = GrantStory.Passed(Funded.Local).Do(Head, GrantStory.Archive);
        var again = story.History.Select(e => JsonSerializer.Deserialize<CaseEvent>(JsonSerializer.Serialize<CaseEvent>(e, options), options)).Cast<GrantEvent>();
        Assert.Equivalent(story.Grant, again.Aggregate((Grant?)null, GrantDecider.Evolve), strict: true);
        Assert.Equivalent(story.Grant, JsonSerializer.Deserialize<CaseState>(JsonSerializer.Serialize<CaseState>(story.Grant, options), options), strict: true);
        var named = Named(typeof(CaseCommand)).Concat(Named(typeof(CaseEvent))).ToHashSet();
        Type[] families = [typeof(GrantCommand), typeof(GrantEvent), typeof(CredentialCommand), typeof(CredentialEvent)];
        Assert.Equal([typeof(GrantCommand.Tick), typeof(CredentialCommand.Tick)], families.SelectMany(f => f.GetNestedTypes()).Where(t => !named.Contains(t)));
    }

    private static IEnumerable<Type> Named(Type family) =>
        family.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false).Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(a => a.DerivedType);

    private static Effect.Tell Told(Story story) => Assert.Single(Lifecycle.Effects(story.Book, story.App, story.History[^1]).OfType<Effect.Tell>());
}
