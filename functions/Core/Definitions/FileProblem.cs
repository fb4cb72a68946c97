namespace ProjectFlow.Core.Definitions;

/// <summary>What is wrong in a definition file, where, and what was expected there.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Field">Path such as <c>round.submitBefore</c>; empty for the file as a whole.</param>
public sealed record FileProblem(string File, int Line, string Field, string Expected, string Found)
{
    public override string ToString() => $"{File}:{Line}: {(Field.Length == 0 ? "" : Field + ": ")}expected {Expected}, found {Found}";
}

/// <summary>What became of a definition file.</summary>
/// <param name="Value">Null exactly when there are problems.</param>
public sealed record Parsed<T>(T? Value, IReadOnlyList<FileProblem> Problems)
    where T : class;
