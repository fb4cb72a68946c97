using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

public sealed class SqliteRowsConformance : RowsConformance, IDisposable
{
    private readonly TempFolder folder = new();
    private SqliteRows? rows;

    public void Dispose() => folder.Dispose();

    protected override Task<IRows> OpenAsync() => Task.FromResult<IRows>(rows = SqliteRows.Open(folder.Path));

    protected override Task CloseAsync()
    {
        rows?.Dispose();
        return Task.CompletedTask;
    }
}
