using ProjectFlow.Tests.Shared.Life;

namespace ProjectFlow.Server.Tests;

/// <summary>The reference life: what it is asked of the rows of Azure is the bill's measure, and the same on every machine.</summary>
public sealed class LifeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("projectflow-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_case_from_its_draft_to_the_closed_grant_asks_at_most_150_times()
    {
        var life = await CountedLife.CountAsync(folder.FullName);

        Assert.Equal((20, 11), (life.Commands, life.Mails));
        Assert.InRange(life.TableRequests, 100, 150);
        Assert.All(life.Steps.Where(s => s.Name == "save-draft"), s => Assert.Equal((1, 0), (s.Answering, s.Following)));
    }
}
