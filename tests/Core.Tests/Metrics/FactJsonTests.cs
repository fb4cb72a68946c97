using System.Text.Json;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Tests.Metrics;

/// <summary>Facts as they lie in lists.</summary>
public sealed class FactJsonTests
{
    public static TheoryData<string> Stored => ["\"a\"", "12.5", "true", "false", """{"day":"2023-03-01"}"""];

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_fact_is_read_as_it_was_written(string json) => Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Fact>(json)));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"day":"2023-02-30"}""")]
    public void What_is_no_fact_is_not_taken_for_one(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Fact>(json));
}
