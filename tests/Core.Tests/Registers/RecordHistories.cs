using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>Whatever anybody tries, in any order and at any time.</summary>
public sealed class RecordHistories
{
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private static readonly Actor[] People = [Editor, Colleague, Rival, Officer, Head, Stranger, World.Leader, World.Auditor, Actor.System];
    private static readonly string[] Moves = [.. Needs.Moves.Select(m => m.Id)];
    private static readonly CaseId[] Pointing = [CaseId.Record("bids", "1"), CaseId.Record("bids", "2"), CaseId.Record("agreements", "1")];

    private static readonly Gen<(int Who, int What, int Which, int Days)[]> Steps = Gen.Select(Gen.Int[0, People.Length - 1], Gen.Int[0, 9], Gen.Int[0, 40], Gen.Int[0, 9]).Array[5, 40];

    [Fact]
    public void The_state_is_the_fold_of_stored_events_and_a_repeat_adds_nothing() => Steps.Sample(steps =>
    {
        var story = new RecordStory(Needs);
        foreach (var (who, what, which, days) in steps)
        {
            story.At(story.Now.AddDays(days));
            Check(story, People[who], Command(story, what, which));
        }

        var again = story.History.Aggregate((CaseState?)null, (s, e) => Lifecycle.Evolve(s, JsonSerializer.Deserialize<CaseEvent>(JsonSerializer.Serialize<CaseEvent>(e, Stored), Stored)!));
        Assert.Equal(Text(story.Record), Text((RegisterRecord?)again));
    }, iter: 3000);

    private static void Check(RecordStory story, Actor who, RecordCommand command)
    {
        var before = Text(story.Record);
        if (story.Try(who, command) is Decision.Refused)
        {
            Assert.Equal(before, Text(story.Record));
            return;
        }

        story.Do(who, command);
        Assert.True(story.Try(who, command) is not Decision.Accepted { Events.Count: > 0 });
        Keeps(story, who, command);
    }

    private static void Keeps(RecordStory story, Actor who, RecordCommand command)
    {
        if (story.Record is not { } r)
        {
            return;
        }

        Assert.False(command is not (LinkRecord or UnlinkRecord) && story.History[^1].By == who.Id && who.IsAny(Role.Auditor), "an auditor wrote");
        Assert.Equal(CaseId.Record("needs", "XQ-1"), r.Id);
        Assert.All(r.Linked, l => Assert.NotEmpty(l.Value));
        Assert.True(r.IsStub || (Needs.State(r.RecordState) is not null && r.Entered.ContainsKey(r.RecordState)));
        Assert.All(r.Entered.Values, d => Assert.True(d <= ChinaTime.DateOf(story.Now)));
        Assert.Equal(r.IsStub || r.RemovedOn is not null, RecordFacts.Of(Needs, r).Count == 0);
    }

    private static RecordCommand Command(RecordStory story, int what, int which) => what switch
    {
        0 or 1 => new PutRecord(Needs.Ref, Need($"题目{which % 3}")),
        2 => new RemoveRecord("x"),
        3 => new LinkRecord("needs", "XQ-1", which % 2 == 0 ? "bids" : "agreements", Pointing[which % 3]),
        4 => new UnlinkRecord("needs", "XQ-1", which % 2 == 0 ? "bids" : "agreements", Pointing[which % 3]),
        5 => new Tick(),
        _ => new MoveRecord(Moves[which % Moves.Length], ChinaTime.DateOf(story.Now).AddDays(-(which / 10)), "理由", Given(Moves[which % Moves.Length])),
    };

    private static FormContent? Given(string move) => move switch
    {
        "review" => Json("""{"review":{"score":80,"opinion":"可行"}}"""),
        "publish" => Json("""{"publication":{"prize":50,"closesOn":"2023-04-01"}}"""),
        "extend" => Json("""{"publication":{"closesOn":"2023-05-01"}}"""),
        "match" => Json("""{"match":{"partner":"12320000DEMA00014U"}}"""),
        _ => null,
    };

    private static string Text(RegisterRecord? r) => JsonSerializer.Serialize<CaseState?>(r, Stored);
}
