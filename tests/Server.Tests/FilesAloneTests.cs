using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests;

/// <summary>A bureau takes up something new, and counts it, by two files and nothing else.</summary>
public sealed class FilesAloneTests : IDisposable
{
    private const string Salons = """
        { "id": "salons", "version": "1", "nameZh": "科技沙龙", "nameEn": "Tech salons", "section": "hightech", "key": ["salon.number"], "title": "salon.topic",
          "form": { "sections": [{ "id": "salon", "titleZh": "沙龙", "titleEn": "Salon", "fields": [
            { "id": "number", "type": "text", "labelZh": "编号", "labelEn": "Number", "required": true },
            { "id": "topic", "type": "text", "labelZh": "主题", "labelEn": "Topic", "required": true },
            { "id": "on", "type": "date", "labelZh": "日期", "labelEn": "Held on", "required": true },
            { "id": "guests", "type": "int", "labelZh": "人数", "labelEn": "Guests", "required": true, "min": 0 }] }] },
          "access": { "read": [{ "roles": ["officer"], "scope": "all" }], "write": [{ "roles": ["officer"], "scope": "section" }] } }
        """;

    private const string Guests = """
        { "id": "S01", "nameZh": "沙龙参加人次", "nameEn": "Guests of salons", "unit": "persons", "level": "may",
          "kind": "flow", "source": "register:salons", "where": ["salon.guests >= 10"], "date": "salon.on", "value": "sum(salon.guests)" }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-files-").FullName;
    private readonly OneServer server = new() { CaseTime = new MovableTime(new(2023, 6, 6, 10, 0, 0, TimeSpan.FromHours(8))) };

    [Fact]
    public async Task A_register_and_a_figure_over_it_need_nothing_but_their_files()
    {
        Add("Registers", "salons.json", Salons);
        Add("Metrics", "S01.json", Guests);
        var officer = await server.JoinAsync(new Person(new("li"), "李", "li@example.cn", "zh", [Role.Officer]) { Sections = ["hightech"] });

        var first = await PutAsync(officer, "S-1", "2023-03-01", 12);
        await PutAsync(officer, "S-2", "2023-05-31", 30);
        await PutAsync(officer, "S-3", "2023-06-01", 9); // too few to count
        await PutAsync(officer, "S-4", "2022-12-31", 40); // another year
        await UntilAsync(async () => await GuestsAsync(officer) == 42);

        var rows = await officer.GetFromJsonAsync<JsonElement>("/api/metrics/S01/rows?year=2023", Ct);
        Assert.Equal([12, 30], rows.EnumerateArray().Select(r => r.GetProperty("value").GetInt32()).Order());
        Assert.Contains(first, rows.EnumerateArray().Select(r => r.GetProperty("case").GetString()));

        Assert.Equal(first, await PutAsync(officer, "S-1", "2023-03-01", 15));
        await UntilAsync(async () => await GuestsAsync(officer) == 45);
        Assert.Equal("S-1", (await officer.GetFromJsonAsync<JsonElement>($"/api/cases/{first}/form", Ct)).GetProperty("salon").GetProperty("number").GetString());
    }

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The shipped files of a kind and one more.</summary>
    private void Add(string kind, string file, string text)
    {
        var to = Directory.CreateDirectory(Path.Combine(folder, kind)).FullName;
        foreach (var shipped in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, kind), "*.json"))
        {
            File.Copy(shipped, Path.Combine(to, Path.GetFileName(shipped)));
        }

        File.WriteAllText(Path.Combine(to, file), text);
        server.Settings[kind.ToLowerInvariant()] = to;
    }

    private static async Task<string> PutAsync(HttpClient client, string number, string on, int guests)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $$$$"""{"content":{"salon":{"number":"{{{{number}}}}","topic":"新材料","on":"{{{{on}}}}","guests":{{{{guests}}}}}}}""");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/registers/salons/records") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"put-{number}-{guests}"));
        var answer = await client.SendAsync(request, Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("case").GetString()!;
    }

    private static async Task<decimal> GuestsAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/metrics?year=2023", Ct)).EnumerateArray().Single(m => m.GetProperty("id").GetString() == "S01").GetProperty("value").GetDecimal();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 150 && !await holds(); i++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.True(await holds());
    }
}
