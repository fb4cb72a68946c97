using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

public abstract partial class RowsConformance
{
    [Fact]
    public async Task An_inserted_row_is_found_with_body_due_and_version()
    {
        var versions = await Committed(new Write.Insert(Row("k", "body", Noon)));

        var row = (await Rows.FindAsync(Partition, ["k"], Ct))["k"];

        Assert.Equal("body"u8, row.Body.Span);
        Assert.Equal(Noon, row.Row.Due);
        Assert.Equal(versions["k"], row.Version);
    }

    [Fact]
    public async Task Inserting_a_row_that_exists_conflicts_and_names_it()
    {
        await Committed(new Write.Insert(Row("k", "first")));

        await ConflictsAt("k", new Write.Insert(Row("a")), new Write.Insert(Row("k", "second")), new Write.Insert(Row("z")));

        Assert.Equal("first", await Body("k"));
    }

    [Fact]
    public async Task A_replace_needs_the_current_version()
    {
        var old = await Committed(new Write.Insert(Row("k", "1")));
        await Committed(new Write.Replace(Row("k", "2"), old["k"]));

        await ConflictsAt("k", new Write.Replace(Row("k", "3"), old["k"]));

        Assert.Equal("2", await Body("k"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("not a version of ours")]
    public async Task A_replace_of_a_row_that_is_not_there_conflicts(string version) =>
        await ConflictsAt("k", new Write.Replace(Row("k"), version));

    [Fact]
    public async Task A_put_inserts_and_overwrites()
    {
        await Committed(new Write.Put(Row("k", "1")));
        await Committed(new Write.Put(Row("k", "2")));

        Assert.Equal("2", await Body("k"));
    }

    [Fact]
    public async Task A_delete_removes_and_a_second_one_without_version_is_no_conflict()
    {
        await Committed(new Write.Insert(Row("k")));

        Assert.Empty(await Committed(new Write.Delete("k")));
        Assert.Empty(await Committed(new Write.Delete("k")));

        Assert.Null(await Body("k"));
    }

    [Fact]
    public async Task A_delete_with_an_old_version_conflicts_and_so_does_one_of_a_missing_row()
    {
        var old = await Committed(new Write.Insert(Row("k", "1")));
        var current = await Committed(new Write.Put(Row("k", "2")));

        await ConflictsAt("k", new Write.Delete("k", old["k"]));
        await Committed(new Write.Delete("k", current["k"]));
        await ConflictsAt("k", new Write.Delete("k", current["k"]));
    }

    [Fact]
    public async Task A_batch_with_one_conflict_writes_nothing_at_all()
    {
        var there = await Committed(new Write.Insert(Row("there", "before", Noon)), new Write.Insert(Row("gone", "before")));

        await ConflictsAt(
            "there", new Write.Put(Row("new")), new Write.Delete("gone"), new Write.Put(Row("other", due: Noon)), new Write.Insert(Row("there", "after")));

        Assert.Equal(["gone", "there"], await Keys("", "\uffff"));
        Assert.Equal(there["there"], (await Rows.FindAsync(Partition, ["there"], Ct))["there"].Version);
        Assert.Equal(["there"], await DueKeys(Noon));
    }

    [Fact]
    public async Task Every_write_changes_the_version_even_of_a_row_deleted_and_made_again()
    {
        var first = await Committed(new Write.Insert(Row("k", "same")));
        var second = await Committed(new Write.Put(Row("k", "same")));
        await Committed(new Write.Delete("k"));
        await ReopenAsync();
        var third = await Committed(new Write.Insert(Row("k", "same")));

        Assert.Equal(3, new HashSet<string> { first["k"], second["k"], third["k"] }.Count);
    }

    [Fact]
    public async Task The_same_key_in_another_partition_is_another_row()
    {
        await Committed(new Write.Insert(Row("k", "here")));
        await Rows.CommitAsync(Partition + "-b", [new Write.Insert(Row("k", "there"))], NewOperation(), Ct);

        Assert.Equal("here", await Body("k"));
    }

    [Fact]
    public async Task Rows_survive_closing_and_opening()
    {
        var versions = await Committed(new Write.Insert(Row("k", "body", Noon)));

        await ReopenAsync();

        Assert.Equal("body", await Body("k"));
        await Committed(new Write.Replace(Row("k", "next"), versions["k"]));
    }
}
