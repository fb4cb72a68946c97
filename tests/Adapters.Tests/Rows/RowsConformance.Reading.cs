using System.Text;
using CsCheck;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

public abstract partial class RowsConformance
{
    [Fact]
    public async Task Missing_rows_are_missing_in_the_answer()
    {
        await Committed(new Write.Insert(Row("a")), new Write.Insert(Row("c")));

        var found = await Rows.FindAsync(Partition, ["a", "b", "c"], Ct);

        Assert.Equal(["a", "c"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await Rows.FindAsync(Partition, [], Ct));
    }

    [Fact]
    public async Task A_range_includes_its_start_and_excludes_its_end()
    {
        await Committed([.. new[] { "e:3", "e:1", "f:1", "e:2", "d" }.Select(key => new Write.Insert(Row(key)))]);

        Assert.Equal(["e:1", "e:2"], await Keys("e:1", "e:3"));
        Assert.Equal(["e:1", "e:2", "e:3"], await Keys("e:", "e;"));
        Assert.Equal(["d", "e:1"], await Keys("", "\uffff", max: 2));
        Assert.Empty(await Keys("e:2", "e:2"));
        Assert.Empty(await Keys("z", "a"));
    }

    [Fact]
    public async Task Keys_are_ordered_by_utf16_code_units()
    {
        // UTF-8 would put the emoji (a surrogate pair, D83D…) after the full-width parenthesis (FF08) and U+FFFF.
        string[] ordered = ["A", "Z", "a", "é", "中", "鿿", "😀", "（", "\uFFFD", "\uFFFF"];
        await Committed([.. ordered.Reverse().Select(key => new Write.Insert(Row(key)))]);

        Assert.Equal(ordered, await Keys("A", "\uFFFF\uFFFF"));
        Assert.Equal(ordered, ordered.Order(StringComparer.Ordinal));
        Assert.Equal(["😀"], await Keys("\uD800", "\uE000"));
    }

    [Fact]
    public async Task Any_well_formed_key_and_any_bytes_come_back_as_they_were() =>
        await Gen.Select(Gen.String[1, 40].Where(RowLimits.IsKey), Gen.Byte.Array[0, 200]).Array[1, 20].SampleAsync(async rows =>
        {
            var partition = Partition + Guid.NewGuid().ToString("N");
            var wanted = rows.DistinctBy(row => row.Item1, StringComparer.Ordinal).OrderBy(row => row.Item1, StringComparer.Ordinal).ToArray();
            await Rows.CommitAsync(partition, [.. wanted.Select(row => new Write.Insert(new(row.Item1, row.Item2)))], "op", Ct);

            var found = await Rows.RangeAsync(partition, "", "\uffff\uffff", 100, Ct);

            return found.Select(row => row.Key).SequenceEqual(wanted.Select(row => row.Item1), StringComparer.Ordinal)
                && found.Zip(wanted).All(pair => pair.First.Body.Span.SequenceEqual(pair.Second.Item2));
        }, iter: 100);

    [Theory]
    [InlineData("'); DROP TABLE rows;--")]
    [InlineData("nul \0 inside")]
    [InlineData("e\u0301 and é, \u202Eright to left\u202C, zero\u200Bwidth, 𠮷野家, 👩‍👩‍👧")]
    [InlineData("\"\\\r\n\t{}")]
    public async Task Awkward_text_comes_back_byte_for_byte(string body)
    {
        await Committed(new Write.Insert(Row("k", body)));

        Assert.Equal(Encoding.UTF8.GetBytes(body), (await Rows.FindAsync(Partition, ["k"], Ct))["k"].Body.ToArray());
    }

    [Theory]
    [InlineData("it's %_*")]
    [InlineData("中文：项目（2026）")]
    [InlineData("e\u0301")]
    [InlineData("𠮷")]
    public async Task Awkward_keys_are_found_again(string key)
    {
        await Committed(new Write.Insert(Row(key, "here")));

        Assert.Equal("here", await Body(key));
        Assert.Null(await Body(key + " "));
    }

    [Fact]
    public async Task Due_rows_come_earliest_first_up_to_and_including_the_time_asked_for()
    {
        await Committed(
            new Write.Insert(Row("late", due: Noon.AddTicks(1))), new Write.Insert(Row("now", due: Noon)),
            new Write.Insert(Row("early", due: Noon.AddDays(-1))), new Write.Insert(Row("never")));

        Assert.Equal(["early", "now"], await DueKeys(Noon));
        Assert.Equal("early", (await Rows.DueAsync(Noon, 1, Ct))[0].Key);
    }

    [Fact]
    public async Task A_row_is_due_at_the_same_instant_whatever_its_offset()
    {
        await Committed(new Write.Insert(Row("k", due: Noon.ToOffset(TimeSpan.FromHours(8)))));

        Assert.Equal(Noon, (await Rows.DueAsync(Noon, 1000, Ct)).Single(row => row.Partition == Partition).Due);
    }

    [Fact]
    public async Task A_row_written_without_due_or_deleted_is_no_longer_due()
    {
        var versions = await Committed(new Write.Insert(Row("a", due: Noon)), new Write.Insert(Row("b", due: Noon)), new Write.Insert(Row("c", due: Noon)));

        await Committed(new Write.Replace(Row("a"), versions["a"]), new Write.Delete("b"), new Write.Put(Row("c", due: Noon.AddDays(1))));

        Assert.Empty(await DueKeys(Noon));
        Assert.Equal(["c"], await DueKeys(Noon.AddDays(1)));
    }

    [Fact]
    public async Task Going_through_every_row_meets_each_once_in_the_order_of_partitions_and_keys()
    {
        string[] partitions = [Partition + "-1", Partition + "-2", Partition + "-中"];
        foreach (var partition in partitions.Reverse())
        {
            Write[] writes = [new Write.Insert(Row("b", "2", Noon)), new Write.Insert(Row("a", "1"))];
            Assert.IsType<CommitResult.Committed>(await Rows.CommitAsync(partition, writes, NewOperation(), Ct));
        }

        var mine = await ((IEveryRow)Rows).EveryRowAsync(Ct).Where(r => r.Partition.StartsWith(Partition, StringComparison.Ordinal)).ToListAsync(Ct);

        Assert.Equal(partitions.SelectMany(p => new[] { (p, "a", "1", (DateTimeOffset?)null), (p, "b", "2", Noon) }), mine.Select(r => (r.Partition, r.Row.Key, Encoding.UTF8.GetString(r.Row.Body.Span), r.Row.Due)));
    }
}
