using System.Text.Json;
using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

public class Stored
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static Story[] Stories => [
        Story.Approved(P.Upward).Do(Head, new ProposeCorrection("award", "1.00", "Typo", Sum)).Do(Leader, new ConfirmCorrection()),
        Story.Published(P.Nominated).Do(Officer, new RecordObjection("Li Si", "1", "Old")).Do(Head, new ResolveObjection("o1", ObjectionOutcome.Dismissed, "x")).After(10).Tick(),
        Story.Guided(P.Upward).Do(Officer, Story.SendBack).At(Closes).Tick().Do(Head, new ExtendDeadline(new(2023, 5, 9), "Storm")).At(ForwardBy).Tick(),
        Story.Forwarded(P.Upward).Do(Officer, Story.SendBack).Do(Signatory, new RequestWithdrawal("No", Sum)),
    ];

    [Fact]
    public void Events_and_states_come_back_from_storage_as_they_were() => Assert.All(Stories, story =>
    {
        CaseState? again = null;
        foreach (var e in story.History)
        {
            again = Lifecycle.Evolve(again, JsonSerializer.Deserialize<CaseEvent>(JsonSerializer.Serialize<CaseEvent>(e, Json), Json)!);
        }

        var expected = JsonSerializer.Serialize<CaseState>(story.App, Json);
        Assert.Equal(expected, JsonSerializer.Serialize(again!, Json));
        Assert.Equal(expected, JsonSerializer.Serialize(JsonSerializer.Deserialize<CaseState>(expected, Json)!, Json));
    });

    [Fact]
    public void Every_event_has_one_permanent_name()
    {
        var names = typeof(CaseEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().ToArray();
        Assert.Equal(names.Length, names.Select(n => n.TypeDiscriminator).Distinct().Count());
        Assert.All(typeof(ApplicationEvent).GetNestedTypes(), t => Assert.Contains(names, n => n.DerivedType == t));
    }
}
