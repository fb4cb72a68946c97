using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Server.Tests.Killing;

/// <summary>A server killed in the middle of an import takes it up again after its next start.</summary>
public sealed class KilledImport : IDisposable
{
    private const int Rows = 5000;
    private const string Figures = "/api/registers/monthly-figures/imports";

    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-kill-").FullName;

    [Fact]
    public async Task It_ends_with_every_row_once()
    {
        await using (var workplace = Workplace.Open(folder))
        {
            await workplace.RegisterAsync(Ct);
        }

        string id;
        var url = ServerProcess.FreeUrl();
        using (var first = await ServerProcess.StartAsync(folder, url, Ct))
        {
            using var client = await SignInAsync(url);
            var answer = await client.PostAsync(Figures + "?mode=good&wait=0", new ByteArrayContent(Encoding.UTF8.GetBytes(File())), Ct);
            id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
            var before = await client.GetFromJsonAsync<JsonElement>($"{Figures}/{id}", Ct);
            while (before.GetProperty("handled").GetInt32() == 0)
            {
                await Task.Delay(5, Ct);
                before = await client.GetFromJsonAsync<JsonElement>($"{Figures}/{id}", Ct);
            }

            first.Kill();
            Assert.Equal("writing", before.GetProperty("phase").GetString());
        }

        url = ServerProcess.FreeUrl();
        using (await ServerProcess.StartAsync(folder, url, Ct))
        {
            using var client = await SignInAsync(url);
            var job = await client.GetFromJsonAsync<JsonElement>($"{Figures}/{id}", Ct);
            for (var i = 0; i < 1200 && job.GetProperty("phase").GetString() != "done"; i++)
            {
                await Task.Delay(100, Ct);
                job = await client.GetFromJsonAsync<JsonElement>($"{Figures}/{id}", Ct);
            }

            Assert.True(job.GetProperty("same").GetInt32() > 0, "nothing was written before the kill");
            Assert.True(job.GetProperty("new").GetInt32() > 0, "everything was written before the kill");
            Assert.Equal(("done", Rows, 0), (job.GetProperty("phase").GetString(), job.GetProperty("new").GetInt32() + job.GetProperty("same").GetInt32(), job.GetProperty("bad").GetInt32()));
        }

        await using var after = Workplace.Open(folder);
        foreach (var month in Months())
        {
            var record = CaseId.Record("monthly-figures", $"{Workplace.Enterprise}/{month}").Value;
            Assert.Single(await after.Rows.RangeAsync(record, CaseKeys.Events, CaseKeys.After(CaseKeys.Events), RowLimits.MaxAsked, Ct));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Months() => Enumerable.Range(0, Rows).Select(n => string.Create(CultureInfo.InvariantCulture, $"{1900 + (n / 12)}-{1 + (n % 12):D2}"));

    private static string File() => "统一社会信用代码,月份,统计类别,当月规模以上,当月营业收入,当月研发费用\n" + string.Concat(Months().Select(m => $"{Workplace.Enterprise},{m},工业,是,1,2\n"));

    private static async Task<HttpClient> SignInAsync(string url)
    {
        var client = new HttpClient { BaseAddress = new(url) };
        var answer = await client.PostAsJsonAsync("/api/account/login", new { email = Workplace.Editor.Email, password = Workplace.Password }, Ct);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("accessToken").GetString());
        return client;
    }
}
