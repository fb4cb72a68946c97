using System.Buffers;

namespace ProjectFlow.Casework.Ports;

/// <summary>The limits every row store keeps to, whatever it could do itself. Breaking one is a defect of the caller, not a refusal.</summary>
public static class RowLimits
{
    /// <summary>Rows in one batch, inclusive. Azure takes 100, of which the operation's own mark is one.</summary>
    public const int MaxRows = 99;

    /// <summary>Bytes in one batch, bodies and keys (two bytes a character) together, inclusive: what 4 MiB, Azure's limit, hold in base64.</summary>
    public const int MaxBatchBytes = 2816 * 1024;

    /// <summary>Bytes in the body of one row, inclusive.</summary>
    public const int MaxBodyBytes = 960 * 1024;

    /// <summary>UTF-16 code units in a key, a partition or an operation, inclusive.</summary>
    public const int MaxKeyLength = 400;

    /// <summary>Rows asked for at once, inclusive.</summary>
    public const int MaxAsked = 1000;

    /// <exception cref="ArgumentException">The batch is empty, too large, names a key twice or holds a bad key.</exception>
    public static void CheckCommit(string partition, IReadOnlyList<Write> writes, string operation)
    {
        CheckKey(partition, nameof(partition));
        Require(operation is { Length: >= 1 and <= MaxKeyLength }, "an operation has 1 to 400 characters", nameof(operation));
        Require(writes.Count is >= 1 and <= MaxRows, $"a batch has 1 to {MaxRows} rows, not {writes.Count}", nameof(writes));
        var keys = new HashSet<string>(writes.Count, StringComparer.Ordinal);
        long bytes = 0;
        foreach (var write in writes)
        {
            CheckKey(write.Key, nameof(writes));
            Require(keys.Add(write.Key), $"key '{write.Key}' occurs twice in the batch", nameof(writes));
            bytes += BodyBytes(write) + (2L * (partition.Length + write.Key.Length));
        }

        Require(bytes <= MaxBatchBytes, $"a batch has at most {MaxBatchBytes} bytes, not {bytes}", nameof(writes));
    }

    /// <exception cref="ArgumentException">A key that no store would take.</exception>
    public static void CheckFind(string partition, IReadOnlyCollection<string> keys)
    {
        CheckKey(partition, nameof(partition));
        foreach (var key in keys)
        {
            CheckKey(key, nameof(keys));
        }
    }

    /// <summary>The bounds of a range need not be keys themselves: <c>"e:\uffff"</c> is a fine end.</summary>
    /// <exception cref="ArgumentException">A bad partition, or a number of rows outside 1 to 1000.</exception>
    public static void CheckRange(string partition, int max)
    {
        CheckKey(partition, nameof(partition));
        CheckAsked(max);
    }

    /// <exception cref="ArgumentException">Outside 1 to 1000.</exception>
    public static void CheckAsked(int max) => Require(max is >= 1 and <= MaxAsked, $"1 to {MaxAsked} rows can be asked for, not {max}", nameof(max));

    /// <summary>Whether a batch of well-keyed rows is within the limits of size; for callers whose rows grow with what people type.</summary>
    public static bool Fits(IReadOnlyList<Write> writes) =>
        writes.Count <= MaxRows && writes.All(w => LengthOf(w) <= MaxBodyBytes) && writes.Sum(w => (long)LengthOf(w) + (4L * MaxKeyLength)) <= MaxBatchBytes;

    public static bool IsKey(string? text) => text is { Length: >= 1 and <= MaxKeyLength } && !text.AsSpan().ContainsAny(Forbidden) && IsWellFormed(text);

    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. "/\\#?", .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)]);

    private static int LengthOf(Write write) => write switch
    {
        Write.Insert w => w.Row.Body.Length,
        Write.Replace w => w.Row.Body.Length,
        Write.Put w => w.Row.Body.Length,
        _ => 0,
    };

    private static long BodyBytes(Write write)
    {
        var length = LengthOf(write);
        Require(length <= MaxBodyBytes, $"row '{write.Key}' has {length} bytes, more than {MaxBodyBytes}", nameof(write));
        return length;
    }

    /// <summary>Half a surrogate pair has no UTF-8 form, so no store could give it back.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckKey(string key, string name) => Require(IsKey(key), $"'{key}' is not a key", name);

    private static void Require(bool holds, string otherwise, string name)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise, name);
        }
    }
}
