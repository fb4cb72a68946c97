namespace ProjectFlow.Core.Metrics;

/// <summary>Gathers facts; what is not there is left out.</summary>
internal sealed class FactList
{
    private readonly Dictionary<string, Fact> _facts = [];

    public FactList Text(string path, string? value) => Add(path, value is null ? null : new Fact.Text(value));

    public FactList Number(string path, decimal? value) => Add(path, value is { } number ? new Fact.Number(number) : null);

    public FactList Day(string path, DateOnly? value) => Add(path, value is { } day ? new Fact.Day(day) : null);

    public FactList Flag(string path, bool value) => Add(path, new Fact.Flag(value));

    public CaseFacts As(string source) => new(source, _facts);

    private FactList Add(string path, Fact? fact)
    {
        if (fact is not null)
        {
            _facts[path] = fact;
        }

        return this;
    }
}
