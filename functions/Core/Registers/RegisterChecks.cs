using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Registers;

/// <summary>What must agree between the parts of one register file, and between the files.</summary>
public static class RegisterChecks
{
    private const int MostKeyParts = 6;

    /// <summary>Links between registers, known only when all files are read.</summary>
    /// <param name="registers">By the name of their file.</param>
    public static IEnumerable<FileProblem> Across(IReadOnlyList<(string File, Register Register)> registers)
    {
        var problems = registers.CountBy(r => r.Register.Ref).Where(c => c.Value > 1).Select(c => new FileProblem(registers.Last(r => r.Register.Ref == c.Key).File, 1, "id", "each register version once", c.Key.ToString()));
        foreach (var (file, register) in registers)
        {
            problems = problems.Concat(register.Links
                .Where(l => !registers.Any(r => r.Register.Ref.Id == l.Register && r.Register.Key.Count == 1))
                .Select(l => new FileProblem(file, 1, "links", "a register whose key is one field", $"\"{l.Register}\"")));
            problems = problems.Concat(register.SealedUntil is { Register: { } other } seal
                ? registers.Where(r => r.Register.Ref.Id == other && r.Register.Form.Find(seal.Path)?.Type != FieldType.Date).Select(_ => new FileProblem(file, 1, "sealedUntil.path", $"a date of the register {other}", $"\"{seal.Path}\""))
                : []);
        }

        return problems;
    }

    internal static void Run(DefinitionObject o, Register r)
    {
        o.Expect(r.Ref.Id.Length is > 0 and <= 40 && r.Ref.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), "id", "1 to 40 of a-z, 0-9 and -");
        Keys(o, r);
        Path(o, r, "title", r.Title, f => f.Type is not (FieldType.Table or FieldType.Computed or FieldType.Person or FieldType.Period), "a field of one value");
        Path(o, r, "org", r.Org, f => f.Type == FieldType.Uscc, "a field of type uscc");
        Path(o, r, "area", r.Area, f => f.Type is FieldType.Text or FieldType.Enum, "a text or an enum");
        Path(o, r, "volume", r.Volume, f => f.Type == FieldType.Year, "a year");
        Path(o, r, "duty", r.Duty?.Owner, f => f.Type == FieldType.Text, "a text as owner");
        Path(o, r, "duty", r.Duty?.DueOn, f => f.Type == FieldType.Date, "a date as dueOn");
        Known(o, r, "duty", r.Duty?.While ?? []);
        Path(o, r, "enteredOn", r.EnteredOn, f => f.Type == FieldType.Date, "a date");
        Credential(o, r);
        States(o, r);
        Moves(o, r);
        Links(o, r);
        o.Expect(r.Access.Read.Count > 0, "access", "at least one role that reads");
    }

    /// <summary>Credentials that records stand for, known only with the programmes.</summary>
    public static IEnumerable<FileProblem> Credentials(IReadOnlyList<Register> registers, IReadOnlyList<Programme> programmes) =>
        from register in registers
        from named in register.Credential?.Programmes ?? []
        where programmes.FirstOrDefault(p => p.Ref == named)?.Stages.Credential is null
        select new FileProblem(register.Ref.Id + ".json", 1, "credential.programmes", "a programme version that issues a credential", $"\"{named}\"");

    internal static bool IsWord(string text) => text.Length is > 0 and <= 40 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    private static void Credential(DefinitionObject o, Register r)
    {
        if (r.Credential is not { } c)
        {
            return;
        }

        Path(o, r, "credential", c.Type, f => f.Type == FieldType.Enum && f.Required && f.Options.Order(StringComparer.Ordinal).SequenceEqual(c.Programmes.Select(p => p.Id).Order(StringComparer.Ordinal)), "a required enum whose options are the ids of its programmes");
        Path(o, r, "credential", c.DocumentNo, f => f is { Type: FieldType.Text, Required: true, MaxLength: null or <= 200 }, "a required text as documentNo, of at most 200 characters");
        Path(o, r, "credential", c.CertificateNo, f => f is { Type: FieldType.Text, Required: true, MaxLength: null or <= 200 }, "a required text as certificateNo, of at most 200 characters");
        Path(o, r, "credential", c.On, f => f is { Type: FieldType.Date, Required: true }, "a required date as on");
        Path(o, r, "credential", c.To, f => f.Type == FieldType.Date, "a date as to");
        o.Expect(r.Org is not null && r.States.All(s => s.Final || s.Locked), "credential", "an org, and states that are locked: what a credential was issued by stays");
    }

    private static void Keys(DefinitionObject o, Register r)
    {
        o.Expect(r.Key.Count is > 0 and <= MostKeyParts, "key", $"1 to {MostKeyParts} fields");
        o.Unique("key", r.Key);
        o.Expect(r.Key.Any(p => r.Form.Find(RecordKeys.PathOf(p)) is { Required: true }), "key", "at least one required field");
        foreach (var part in r.Key)
        {
            var byMonth = part != RecordKeys.PathOf(part);
            Path(o, r, "key", RecordKeys.PathOf(part), f => f.When is null && (byMonth ? f.Type == FieldType.Date : IsKeyType(f.Type)), "fields asked always, of type text, uscc, int, date, month, year, enum or region; :month after a date");
        }
    }

    private static void States(DefinitionObject o, Register r)
    {
        o.Unique("states", r.States.Select(s => s.Id));
        o.Expect(r.States.Count > 0, "states", "at least one state");
        o.Expect(r.State(r.Initial) is { Final: false }, "initial", "one of the states, and not a final one");
        Known(o, r, "access", r.Access.Read.Concat(r.Access.Write).SelectMany(g => g.States));
    }

    private static void Moves(DefinitionObject o, Register r)
    {
        o.Unique("moves", r.Moves.Select(m => m.Id));
        Known(o, r, "moves", r.Moves.SelectMany(m => m.From.Append(m.To)));
        foreach (var path in r.Moves.SelectMany(m => m.Fields).Distinct())
        {
            Path(o, r, "moves", path, f => f.Type != FieldType.Computed && path != r.Org && path != r.Area && !r.Key.Select(RecordKeys.PathOf).Contains(path), "fields that are typed in and not of key, org or area");
        }

        foreach (var stuck in r.Moves.Where(m => m.From.Any(s => r.State(s) is { Final: true })))
        {
            o.Report("moves", "no move out of a final state", $"\"{stuck.Id}\"");
        }
    }

    private static void Links(DefinitionObject o, Register r)
    {
        Known(o, r, "links", r.Links.SelectMany(l => l.While));
        foreach (var link in r.Links)
        {
            Path(o, r, "links", link.By, f => IsKeyType(f.Type), "a field that can hold a key");
        }

        if (r.SealedUntil is { } seal)
        {
            o.Expect(seal.Register is null || r.Links.Any(l => l.Register == seal.Register), "sealedUntil", "a register this one links to");
            Path(o, r, "sealedUntil", seal.Register is null ? seal.Path : null, f => f.Type == FieldType.Date, "a date");
        }
    }

    private static void Path(DefinitionObject o, Register r, string name, string? path, Func<Field, bool> fits, string expected)
    {
        if (path is not null && (FormPaths.IsColumn(path) || r.Form.Find(path) is not { } field || !fits(field)))
        {
            o.Report(name, expected, $"\"{path}\"");
        }
    }

    private static void Known(DefinitionObject o, Register r, string name, IEnumerable<string> states)
    {
        foreach (var other in states.Distinct().Where(s => r.State(s) is null))
        {
            o.Report(name, "only " + string.Join(", ", r.States.Select(s => s.Id)), $"\"{other}\"");
        }
    }

    private static bool IsKeyType(FieldType type) =>
        type is FieldType.Text or FieldType.Uscc or FieldType.Int or FieldType.Date or FieldType.Month or FieldType.Year or FieldType.Enum or FieldType.Region;
}
