using System.Diagnostics.CodeAnalysis;

namespace ProjectFlow.Casework.Transfer;

/// <summary>A file or a store that cannot be moved as it is; the message names the place.</summary>
/// <param name="place">Such as <c>rows/000003.jsonl:17</c>.</param>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Made with a place only.")]
public sealed class TransferException(string place, string zh, string en, Exception? inner = null) : Exception($"{place}: {zh} / {en}", inner)
{
    public string Place { get; } = place;
}
