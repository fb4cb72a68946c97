using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Server.Demo;

/// <summary>The yearly ratings of platforms, entered into the records the list brought.</summary>
internal sealed class DemoRatings(CaseReader reader, PeopleDirectory people, Desk desk)
{
    public static readonly DateOnly On = new(2023, 9, 20);

    /// <summary>The national and provincial ones; twelve of them good or better.</summary>
    private const int Rated = 14;

    public async Task RateAsync(CancellationToken ct)
    {
        var at = ChinaTime.StartOf(On).AddHours(10);
        var by = await people.ActorAsync(DemoPeople.Officers[2], at, ct) ?? throw new InvalidOperationException($"Nobody is {DemoPeople.Officers[2]}.");
        foreach (var n in Enumerable.Range(1, Rated))
        {
            var id = CaseId.Record("platforms", DemoRecords.Platform(n));
            if ((await reader.FindAsync(id, by, at, ct))?.State is not RegisterRecord platform)
            {
                throw new InvalidOperationException($"No platform {DemoRecords.Platform(n)}.");
            }

            var content = (JsonObject)JsonNode.Parse(platform.Content.Utf8.Span)!;
            content["ratings"] = new JsonObject { ["ratings"] = new JsonArray(new JsonObject { ["year"] = 2023, ["rating"] = n <= 5 ? "excellent" : n <= 12 ? "good" : "qualified", ["documentNo"] = "苏科高发〔2023〕示例77号" }) };
            var put = new RecordCommand.PutRecord(platform.Register, FormContent.From(JsonSerializer.SerializeToElement(content))) { By = by, At = at };
            if (await desk.HandleAsync(id, put, OperationId.Parse($"demo:{id}:rated"), null, ct) is Answer.Refused refused)
            {
                throw new InvalidOperationException($"{DemoRecords.Platform(n)}: {refused.Why.En}");
            }
        }
    }
}
