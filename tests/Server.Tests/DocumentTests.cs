using System.Net;
using System.Text.Json;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

public sealed class DocumentTests : IAsyncLifetime
{
    private const int Most = 20 * 1024 * 1024;

    private Journey way = null!;

    public async ValueTask InitializeAsync()
    {
        way = await Journey.BeginAsync();
        await way.DraftAsync();
    }

    public ValueTask DisposeAsync()
    {
        way.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Twenty_mebibytes_go_up_and_come_down_unchanged()
    {
        var content = new byte[Most];
        new Random(1).NextBytes(content);
        "%PDF-1.7"u8.CopyTo(content);
        var up = await PutAsync(content);
        Assert.True(up.IsSuccessStatusCode, await up.Content.ReadAsStringAsync(Ct));

        var hash = (await way.GetAsync("editor", $"/api/cases/{way.Case}/documents"))[0].GetProperty("hash").GetString();
        var down = await way.As("officer").GetAsync($"/api/cases/{way.Case}/documents/{hash}", Ct);

        Assert.Equal(content, await down.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("申请书.pdf", down.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", down.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task One_byte_more_nothing_or_a_program_is_refused()
    {
        var tooLarge = new byte[Most + 1];
        "%PDF-1.7"u8.CopyTo(tooLarge);
        Assert.Equal("file-too-large", await CodeOf(await PutAsync(tooLarge)));
        Assert.Equal("file-empty", await CodeOf(await PutAsync([])));
        Assert.Equal("file-type", await CodeOf(await PutAsync("MZ\u0090 a program"u8.ToArray())));
        Assert.Empty((await way.GetAsync("editor", $"/api/cases/{way.Case}/documents")).EnumerateArray());
    }

    [Fact]
    public async Task A_command_names_only_files_that_were_uploaded()
    {
        var answer = await way.TryAsync("leader", "recommend", new { rank = 1, minutes = new string('a', 64) });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("document-unknown", await CodeOf(answer));
    }

    [Fact]
    public async Task Knowing_the_hash_of_another_cases_file_brings_it_into_no_case()
    {
        var hash = await way.FileAsync("editor", "secret");
        var first = way.Case;
        var elsewhere = await way.SendAsync("editor", HttpMethod.Post, "/api/cases", Journey.Json(new { programme = new { id = "whole", version = "2023.1" }, org = Journey.Acme, title = hash }));
        Assert.Equal("document-unknown", await CodeOf(elsewhere));

        await way.DraftAsync();
        Assert.Equal("document-unknown", await CodeOf(await way.TryAsync("editor", "save-draft", new { title = hash, form = new { } })));
        Assert.Equal("document-unknown", await CodeOf(await way.TryAsync("leader", "recommend", new { rank = 1, minutes = hash })));
        Assert.Equal(HttpStatusCode.NotFound, (await way.As("editor").GetAsync($"/api/cases/{way.Case}/documents/{hash}", Ct)).StatusCode);

        way.Case = first;
        await way.DoAsync("editor", "save-draft", new { title = hash, form = new { } });
        Assert.Equal(HttpStatusCode.OK, (await way.As("editor").GetAsync($"/api/cases/{first}/documents/{hash}", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_upload_that_no_command_named_is_not_handed_out()
    {
        var hash = await way.FileAsync("editor", "never named");
        Assert.Equal(HttpStatusCode.NotFound, (await way.As("editor").GetAsync($"/api/cases/{way.Case}/documents/{hash}", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_document_of_no_case_of_theirs_is_404() =>
        Assert.Equal(HttpStatusCode.NotFound, (await way.As("editor").GetAsync($"/api/cases/{way.Case}/documents/{new string('a', 64)}", Ct)).StatusCode);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<HttpResponseMessage> PutAsync(byte[] content) =>
        way.SendAsync("editor", HttpMethod.Put, $"/api/cases/{way.Case}/documents/signed?name={Uri.EscapeDataString("申请书.pdf")}", Journey.Bytes(content));
}
