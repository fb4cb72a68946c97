using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

public sealed class SqliteRowsConformance : RowsConformance
{
    private readonly TempFolder folder = new();
    private SqliteRows? rows;

    protected override void Remove() => folder.Dispose();

    protected override Task<IRows> OpenAsync() => Task.FromResult<IRows>(rows = SqliteRows.Open(folder.Path));

    protected override Task CloseAsync()
    {
        rows?.Dispose();
        return Task.CompletedTask;
    }
}
