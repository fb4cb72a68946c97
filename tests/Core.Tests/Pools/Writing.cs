using System.Text.Json.Nodes;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Pools;

/// <summary>Facts of registers as the fields of a form hold them, and as arithmetic reads them.</summary>
public sealed class Writing
{
    private static readonly Fact Text = new Fact.Text("甲");
    private static readonly Fact Whole = new Fact.Number(1_234_500);
    private static readonly Fact Part = new Fact.Number(0.5m);
    private static readonly Fact Day = new Fact.Day(new(2022, 3, 1));
    private static readonly Fact Flag = new Fact.Flag(true);

    public static TheoryData<FieldType, string?, string?, string?, string?, string?> Written => new()
    {
        // type, text, 1 234 500, 0.5, 2022-03-01, yes
        { FieldType.Text, "\"甲\"", null, null, null, null },
        { FieldType.LongText, "\"甲\"", null, null, null, null },
        { FieldType.Uscc, "\"甲\"", null, null, null, null },
        { FieldType.Phone, "\"甲\"", null, null, null, null },
        { FieldType.Email, "\"甲\"", null, null, null, null },
        { FieldType.Region, "\"甲\"", null, null, null, null },
        { FieldType.Enum, "\"甲\"", null, null, null, null },
        { FieldType.Int, null, "1234500", null, "2022", null },
        { FieldType.Decimal, null, "1234500", "0.5", null, null },
        { FieldType.Percent, null, "1234500", "0.5", null, null },
        { FieldType.MoneyYuan, null, "12345", "0.01", null, null },
        { FieldType.MoneyWanyuan, null, "1.2345", "0.000001", null, null },
        { FieldType.Date, null, null, null, "\"2022-03-01\"", null },
        { FieldType.Month, null, null, null, "\"2022-03\"", null },
        { FieldType.Year, null, null, null, "2022", null },
        { FieldType.Bool, null, null, null, null, "true" },
        { FieldType.Table, null, null, null, null, null },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_field_takes_what_it_can_hold_in_its_own_unit(FieldType type, string? text, string? whole, string? part, string? day, string? flag)
    {
        var field = new Field("f", type, "甲", "A") { Options = ["甲"] };
        Assert.Equal([text, whole, part, day, flag], new[] { Text, Whole, Part, Day, Flag }.Select(f => FillWriter.Write(field, f)?.ToJsonString(Plain)));
    }

    [Fact]
    public void A_word_the_field_does_not_offer_is_not_written() =>
        Assert.Null(FillWriter.Write(new Field("f", FieldType.Enum, "甲", "A") { Options = ["乙"] }, Text));

    [Theory]
    [InlineData(Aggregate.Count, null, 3)]
    [InlineData(Aggregate.Count, "a", 2)]
    [InlineData(Aggregate.Count, "c", 0)]
    public void Rows_are_counted_all_or_those_that_say_a_word(Aggregate kind, string? equal, int expected) =>
        Assert.Equal(expected, Values(("word", new Fact.Text("a")), ("word", new Fact.Text("b")), ("word", new Fact.Text("a"))).Aggregate(new(kind, "ip:ip.word", equal)));

    [Theory]
    [InlineData(Aggregate.First, 5)]
    [InlineData(Aggregate.Second, 7)]
    [InlineData(Aggregate.Last, 9)]
    [InlineData(Aggregate.Sum, 21)]
    public void Numbers_of_rows_are_added_or_picked(Aggregate kind, int expected) =>
        Assert.Equal(expected, Values(("word", new Fact.Number(5)), ("word", new Fact.Number(7)), ("word", new Fact.Number(9))).Aggregate(new(kind, "ip:ip.word")));

    [Fact]
    public void What_is_not_there_is_unknown_and_not_zero()
    {
        Assert.Null(Values().Aggregate(new(Aggregate.Count, "ip:ip.word")));
        Assert.Null(Values().Aggregate(new(Aggregate.Sum, "ip:ip.word")));
        Assert.Null(Values(("word", new Fact.Number(5))).Aggregate(new(Aggregate.Second, "ip:ip.word")));
        Assert.Null(Values(("word", new Fact.Number(5)), ("word", Text)).Aggregate(new(Aggregate.Sum, "ip:ip.word")));
        Assert.Null(Values(("word", Text)).Number("ip:ip.word"));
        Assert.Null(Values(("word", Text)).Number("ip:ip.other"));
        Assert.Equal(new DateOnly(2022, 3, 1).DayNumber, Values(("word", Day)).Number("ip:ip.word"));
    }

    [Theory]
    [InlineData("hnte-2023", "register:enterprises", "register:ip", "register:rd-ledger")]
    [InlineData("sme-2023", "credential", "register:enterprises", "register:ip")]
    public void A_programme_says_which_registers_its_fills_look_at(string programme, params string[] sources)
    {
        var asked = Files.Read(programme).Prefill.SelectMany(f => f.Sources).Select(s => s.Split('/')[0]).ToHashSet();
        Assert.Subset(asked, sources.ToHashSet());
    }

    private static System.Text.Json.JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };

    private static FactValues Values(params (string Path, Fact Fact)[] rows) =>
        new([.. rows.Select(r => new CaseFacts("register:ip", new Dictionary<string, Fact> { ["ip." + r.Path] = r.Fact }))], new(2023, 6, 1));
}
