using System.Diagnostics.CodeAnalysis;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Importing;

/// <summary>How one sheet's columns are read.</summary>
/// <param name="Units">Of money, by column letter.</param>
internal sealed record SheetPlan(SheetHead Head, IReadOnlyDictionary<string, ImportField> Columns, IReadOnlyDictionary<string, string> Units)
{
    /// <returns>Null when no column fills the field.</returns>
    public SheetColumn? ColumnOf(string path) => Columns.FirstOrDefault(c => c.Value.Path == path).Key is { } letter ? Head.Columns.First(c => c.Column == letter) : null;
}

/// <summary>How a file's sheets are read into a register: by sheet name.</summary>
internal sealed record ImportPlan(IReadOnlyDictionary<string, SheetPlan> Sheets, IReadOnlyList<SheetNotice> Notices)
{
    /// <param name="chosen">For a sheet's columns, by header: a path, or nothing to leave the column out.</param>
    /// <returns>False when the columns do not do.</returns>
    public static bool TryMake(Register register, SheetReader reader, Func<SheetHead, IReadOnlyDictionary<string, string>> chosen, [NotNullWhen(true)] out ImportPlan? plan, [NotNullWhen(false)] out Refusal? why)
    {
        var fields = ImportField.Of(register.Form);
        var plans = new Dictionary<string, SheetPlan>();
        var notices = reader.Notices.ToList();
        (plan, why) = (null, null);
        foreach (var head in reader.Sheets)
        {
            var mapping = ColumnMapping.Propose(fields, ColumnMapping.HeadersOf(head), chosen(head));
            if (mapping.Values.All(path => path == ColumnMapping.Ignored))
            {
                notices.Add(LeftOut(head));
            }
            else if (Wrong(fields, head, mapping) is { } wrong)
            {
                why = wrong;
                return false;
            }
            else
            {
                plans[head.Sheet] = Of(fields, head, mapping);
                notices.AddRange(Ignored(head, mapping));
            }
        }

        why = plans.Count == 0 ? ImportRefusals.NoColumns(register.NameZh) : null;
        plan = why is null ? new(plans, notices) : null;
        return plan is not null;
    }

    private static Refusal? Wrong(IReadOnlyList<ImportField> fields, SheetHead head, IReadOnlyDictionary<string, string> mapping)
    {
        var used = mapping.Where(m => m.Value != ColumnMapping.Ignored).ToList();
        var unknown = used.FirstOrDefault(m => fields.All(f => f.Path != m.Value));
        var twice = used.GroupBy(m => m.Value).FirstOrDefault(g => g.Count() > 1);
        var missing = fields.Where(f => f.Field is { Required: true, When: null } && used.All(m => m.Value != f.Path)).ToList();
        return unknown.Key is not null ? ImportRefusals.UnknownField(unknown.Key, unknown.Value)
            : twice is not null ? ImportRefusals.Double(head.Sheet, twice.First().Key, twice.Last().Key, fields.First(f => f.Path == twice.Key))
            : missing.Count > 0 ? ImportRefusals.Missing(head.Sheet, missing)
            : null;
    }

    private static SheetPlan Of(IReadOnlyList<ImportField> fields, SheetHead head, IReadOnlyDictionary<string, string> mapping)
    {
        var columns = head.Columns.Where(c => mapping.GetValueOrDefault(c.Header, ColumnMapping.Ignored) != ColumnMapping.Ignored)
            .ToDictionary(c => c.Column, c => fields.First(f => f.Path == mapping[c.Header]));
        var units = columns.Where(c => MoneyUnit.Of(c.Value.Field) is not null)
            .Select(c => (c.Key, Unit: MoneyUnit.InHeader(head.Columns.First(h => h.Column == c.Key).Header) ?? head.Unit))
            .Where(u => u.Unit is not null).ToDictionary(u => u.Key, u => u.Unit!);
        return new(head, columns, units);
    }

    private static SheetNotice LeftOut(SheetHead head) =>
        new("sheet-left-out", $"工作表「{head.Sheet}」没有可导入的列，未读取", $"Sheet '{head.Sheet}' has no column to import and is not read.");

    private static IEnumerable<SheetNotice> Ignored(SheetHead head, IReadOnlyDictionary<string, string> mapping) =>
        head.Columns.Where(c => mapping.GetValueOrDefault(c.Header, ColumnMapping.Ignored) == ColumnMapping.Ignored)
            .Select(c => new SheetNotice("column-left-out", $"工作表「{head.Sheet}」{c.Column} 列「{c.Header}」未导入", $"In sheet '{head.Sheet}' column {c.Column} '{c.Header}' is not imported."));
}
