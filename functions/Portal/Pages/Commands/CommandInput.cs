namespace ProjectFlow.Portal.Pages.Commands;

public enum InputKind
{
    Line,
    Text,
    Day,
    Number,

    /// <summary>Yuan, at most two decimals.</summary>
    Money,
    Tick,
    File,
    Choice,

    /// <summary>Any number of the options.</summary>
    Choices,
}

/// <summary>One thing a command asks for. Its name is that of the command's member, so that a refusal finds its place.</summary>
public sealed record CommandInput(string Name, InputKind Kind, bool Required = true)
{
    /// <summary>Null = the wording <c>input.{Name}</c>.</summary>
    public (string Zh, string En)? Label { get; init; }

    /// <summary>What can be chosen, with its wording in both languages.</summary>
    public IReadOnlyList<(string Value, string Zh, string En)> Options { get; init; } = [];
}
