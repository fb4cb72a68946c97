using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

public abstract partial class RowsConformance
{
    [Fact]
    public async Task A_commit_sent_again_is_answered_as_before_and_not_repeated()
    {
        Write[] writes = [new Write.Insert(Row("k", "first"))];
        var first = Assert.IsType<CommitResult.Committed>(await Rows.CommitAsync(Partition, writes, "op-lost", Ct));

        var again = Assert.IsType<CommitResult.Committed>(await Rows.CommitAsync(Partition, writes, "op-lost", Ct));

        Assert.Equal(first.Versions, again.Versions);
        Assert.Equal(first.Versions["k"], (await Rows.FindAsync(Partition, ["k"], Ct))["k"].Version);
    }

    [Fact]
    public async Task A_repeat_is_recognised_after_opening_again_and_does_not_undo_later_writes()
    {
        Write[] writes = [new Write.Insert(Row("e:1")), new Write.Put(Row("k", "first"))];
        await Rows.CommitAsync(Partition, writes, "op-lost", Ct);
        await Committed(new Write.Put(Row("k", "later")));
        await ReopenAsync();

        Assert.IsType<CommitResult.Committed>(await Rows.CommitAsync(Partition, writes, "op-lost", Ct));

        Assert.Equal("later", await Body("k"));
    }

    [Fact]
    public async Task An_operation_that_conflicted_may_be_tried_again()
    {
        await Committed(new Write.Insert(Row("k")));
        Assert.IsType<CommitResult.Conflict>(await Rows.CommitAsync(Partition, [new Write.Insert(Row("k"))], "op-1", Ct));
        await Committed(new Write.Delete("k"));

        Assert.IsType<CommitResult.Committed>(await Rows.CommitAsync(Partition, [new Write.Insert(Row("k", "now"))], "op-1", Ct));

        Assert.Equal("now", await Body("k"));
    }

    [Fact]
    public async Task The_same_operation_in_another_partition_is_another_one()
    {
        await Rows.CommitAsync(Partition, [new Write.Insert(Row("k"))], "op-1", Ct);
        await Rows.CommitAsync(Partition + "-b", [new Write.Insert(Row("k"))], "op-1", Ct);

        Assert.Single(await Rows.FindAsync(Partition + "-b", ["k"], Ct));
    }

    [Fact]
    public async Task Of_32_writers_of_one_row_exactly_one_wins_each_version()
    {
        const int Writers = 32, Rounds = 10;
        await Committed(new Write.Insert(Row("k")));

        for (var round = 0; round < Rounds; round++)
        {
            var version = (await Rows.FindAsync(Partition, ["k"], Ct))["k"].Version;
            var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(
                () => Commit(new Write.Replace(Row("k", $"{i}"), version), new Write.Insert(Row($"won:{round}:{i}"))), Ct)));
            var winner = Assert.Single(Enumerable.Range(0, Writers), i => answers[i] is CommitResult.Committed);
            Assert.Equal($"{winner}", await Body("k"));
        }

        Assert.Equal(Rounds, (await Keys("won:", "won;")).Length);
    }

    [Fact]
    public async Task Nothing_is_lost_between_many_writers_of_many_rows()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++)
            {
                await Committed(new Write.Insert(Row($"r:{i:D2}:{n:D2}")));
            }
        }, Ct)));

        Assert.Equal(32 * 20, (await Keys("r:", "r;")).Length);
    }

    [Fact]
    public async Task A_batch_of_99_rows_or_of_three_large_ones_and_a_row_of_960_KiB_are_taken()
    {
        await Committed([.. Enumerable.Range(0, 99).Select(i => new Write.Insert(Row($"r:{i:D3}")))]);
        await Committed(new Write.Insert(new("big", new byte[960 * 1024])));
        await Committed([.. Enumerable.Range(0, 3).Select(i => new Write.Insert(new($"large:{i}", new byte[930 * 1024])))]);

        Assert.Equal(99, (await Keys("r:", "r;")).Length);
        Assert.Equal(960 * 1024, (await Rows.FindAsync(Partition, ["big"], Ct))["big"].Body.Length);
    }

    [Fact]
    public async Task Breaking_a_limit_is_a_defect_and_writes_nothing()
    {
        await Refused();
        await Refused([.. Enumerable.Range(0, 100).Select(i => new Write.Put(Row($"r:{i:D3}")))]);
        await Refused(new Write.Put(new("big", new byte[(960 * 1024) + 1])));
        await Refused([.. Enumerable.Range(0, 3).Select(i => new Write.Put(new($"r:{i}", new byte[940 * 1024])))]);
        await Refused(new Write.Put(Row("k")), new Write.Delete("k"));

        Assert.Empty(await Keys("", "\uffff"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    public async Task A_key_that_Azure_would_not_take_is_taken_nowhere(string key)
    {
        await Refused(new Write.Put(Row(key)));
        await Assert.ThrowsAsync<ArgumentException>(() => Rows.FindAsync(Partition, [key], Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Rows.FindAsync(key, ["k"], Ct));
    }

    [Fact]
    public async Task A_key_has_at_most_400_characters_and_no_half_of_a_surrogate_pair()
    {
        await Committed(new Write.Put(Row(new string('长', 400))));

        await Refused(new Write.Put(Row(new string('长', 401))));
        await Refused(new Write.Put(Row("half\uD83D")));
        await Refused(new Write.Put(Row("half\uDE00 a")));
    }

    private Task<ArgumentException> Refused(params Write[] writes) => Assert.ThrowsAsync<ArgumentException>(() => Commit(writes));
}
