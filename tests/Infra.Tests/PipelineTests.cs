using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ProjectFlow.Infra.Tests;

public sealed partial class PipelineTests
{
    [Theory]
    [InlineData("build.yml", 5)]
    [InlineData("deploy.yml", 6)]
    public void Every_action_is_one_commit(string workflow, int actions)
    {
        var used = Uses().Matches(File.ReadAllText(Path.Combine(Bicep.Root, ".github", "workflows", workflow))).Select(m => m.Groups[1].Value).ToList();
        Assert.InRange(used.Count, actions, actions + 10);
        Assert.All(used, action => Assert.Matches(OneCommit(), action));
    }

    [Theory]
    [InlineData("extensions/http/routePrefix", "\"\"")] // the portal has its own paths
    [InlineData("extensions/durableTask/hubName", "\"ProjectFlow\"")]
    [InlineData("extensions/durableTask/storageProvider/partitionCount", "1")] // cannot be changed afterwards
    [InlineData("extensions/durableTask/storageProvider/maxQueuePollingInterval", "\"00:00:10\"")]
    [InlineData("extensions/durableTask/storageProvider/useTablePartitionManagement", "true")]
    public void The_host_is_set_as_decided(string path, string value) =>
        Assert.Equal(value, path.Split('/').Aggregate(JsonNode.Parse(File.ReadAllText(Path.Combine(Bicep.Root, "host.json"))), (node, name) => node?[name])?.ToJsonString());

    [GeneratedRegex(@"^\s*- uses: (\S+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex("^[A-Za-z-]+/[A-Za-z-]+@[0-9a-f]{40}$", RegexOptions.None, 1000)]
    private static partial Regex OneCommit();
}
