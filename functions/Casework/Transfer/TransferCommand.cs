using System.Globalization;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Casework.Transfer;

/// <summary>A program called to move its store and not to serve: <c>export --to FILE|DIR</c> or <c>import FILE</c>. The exit code is 0 when everything was moved.</summary>
public abstract record TransferCommand
{
    private const int NotMoved = 1;

    private sealed record Export(string To) : TransferCommand;

    private sealed record Import(string From) : TransferCommand;

    private TransferCommand() { }

    /// <returns>Null when the program is to serve.</returns>
    /// <exception cref="ConfigurationException">The file is missing in the command.</exception>
    public static TransferCommand? Parse(string[] args) => args switch
    {
        ["export", "--to", { Length: > 0 } to, ..] => new Export(to),
        ["export", .., "--to", { Length: > 0 } to] => new Export(to),
        ["export", ..] => throw new ConfigurationException("--to", "", "a file that does not exist yet or a folder that does, as in: export --to backup.zip"),
        ["import", { Length: > 0 } from, ..] when !from.StartsWith('-') => new Import(from),
        ["import", ..] => throw new ConfigurationException("import", "", "a file made by export, as in: import backup.zip"),
        _ => null,
    };

    /// <exception cref="StorageUnavailableException">The store does not answer; the same command goes on later.</exception>
    public async Task<int> RunAsync<TRows, TDocuments>(TRows rows, TDocuments documents, TimeProvider time, CancellationToken ct)
        where TRows : IRows, IEveryRow
        where TDocuments : IDocuments, IEveryDocument
    {
        try
        {
            var moved = this switch
            {
                Export e => await new Exporter(rows, documents, documents).WriteAsync(FileOf(e.To, time), ct),
                Import i => await new Importer(rows, rows, documents, documents).ReadAsync(i.From, Console.WriteLine, ct),
                _ => throw new InvalidOperationException($"Unknown command {GetType().Name}."),
            };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{moved.Rows} 行、{moved.Documents} 个文件 / {moved.Rows} rows and {moved.Documents} documents, {moved.Bytes} bytes, {moved.Identity}"));
            return 0;
        }
        catch (TransferException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return NotMoved;
        }
    }

    private static string FileOf(string to, TimeProvider time) => Directory.Exists(to)
        ? Path.Combine(to, string.Create(CultureInfo.InvariantCulture, $"projectflow-{time.GetUtcNow():yyyyMMdd-HHmmss}.zip"))
        : to;
}
