using System.Diagnostics;

namespace ProjectFlow.Server.Tests;

/// <summary>The program as a process of its own.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-").FullName;

    private const string NoNumber = "{\n  \"id\": 7\n}";

    private const string NoSuchFact = """
        { "id": "S01", "nameZh": "数", "nameEn": "Number", "unit": "yuan", "level": "may", "kind": "flow", "source": "register:monthly-figures",
          "date": "figures.mnth", "value": "sum(figures.rd)" }
        """;

    private const string NoSuchFigure = """
        { "id": "S01", "nameZh": "率", "nameEn": "Rate", "unit": "%", "level": "may", "kind": "ratio",
          "num": "S02", "den": "S01" }
        """;

    private const string NoSuchField = """
        { "id": "salons", "version": "1", "nameZh": "沙龙", "nameEn": "Salons", "section": "hightech", "title": "salon.number",
          "key": ["salon.no"],
          "form": { "sections": [{ "id": "salon", "titleZh": "沙龙", "titleEn": "Salon", "fields": [{ "id": "number", "type": "text", "labelZh": "编号", "labelEn": "Number", "required": true }] }] },
          "access": { "read": [{ "roles": ["officer"], "scope": "all" }] } }
        """;

    [Theory]
    [InlineData("programmes", NoNumber, "wrong.json:2: id: expected a text of 1 to 4000 characters, found 7")]
    [InlineData("metrics", NoNumber, "wrong.json:2: id: expected a text of 1 to 4000 characters, found 7")]
    [InlineData("registers", NoNumber, "wrong.json:2: id: expected a text of 1 to 4000 characters, found 7")]
    [InlineData("metrics", NoSuchFact, "wrong.json:2: date: expected a fact of this source, found \"figures.mnth\"")]
    [InlineData("metrics", NoSuchFigure, "wrong.json:2: num: expected the id of a flow or stock, found \"S02\"")]
    [InlineData("registers", NoSuchField, "wrong.json:2: key: expected fields asked always, of type text, uscc, int, date, month, year, enum or region; :month after a date, found \"salon.no\"")]
    public async Task A_wrong_file_stops_the_start_and_says_where_and_what_was_expected(string kind, string text, string told)
    {
        var files = Directory.CreateDirectory(Path.Combine(folder, kind)).FullName;
        await File.WriteAllTextAsync(Path.Combine(files, "wrong.json"), text, Ct);

        await RefusesToStartAsync(told, "--" + kind, files);
    }

    [Fact]
    public Task Half_a_SendGrid_stops_the_start_and_says_what_is_missing() =>
        RefusesToStartAsync("Setting 'Mail:SendGrid:Key' is ''; expected an API key that may send mail, such as SG.", "--Mail:SendGrid:From", "kjj@example.gov.cn");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task RefusesToStartAsync(string told, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. settings, "--data", Path.Combine(folder, "data"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };

        using var server = Process.Start(start)!;
        var errors = await server.StandardError.ReadToEndAsync(Ct);
        await server.WaitForExitAsync(Ct);

        Assert.Equal(2, server.ExitCode);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "data", "documents")), "something was written");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
