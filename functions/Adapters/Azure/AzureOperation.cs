using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Azure;

/// <summary>
/// The mark one commit leaves in its partition, in the same batch as its rows: a commit whose answer was lost, or that the
/// client library has sent twice, finds its mark and is answered as committed.
/// </summary>
/// <param name="Name">SHA-256 of the operation's id, lower-case hex: ids may hold what a key may not.</param>
/// <param name="Keys">SHA-256 of the keys written: the same id for other rows is a defect of the caller.</param>
internal sealed record AzureOperation(string Partition, string Name, string Keys)
{
    public const string Prefix = "o";

    private const string KeysOf = "Keys";

    public string RowKey => Prefix + Name;

    public static AzureOperation Of(string partition, IReadOnlyList<Write> writes, string operation) =>
        new(partition, Hash(operation), Hash(string.Join('\n', writes.Select(w => w.Key))));

    public TableTransactionAction Mark => new(TableTransactionActionType.Add, new TableEntity(Partition, RowKey) { [KeysOf] = Keys });

    public bool WroteTheRowsOf(TableEntity mark) => mark.GetString(KeysOf) == Keys;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
