using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Importing;

/// <summary>A field a column can fill. Tables, files and what is worked out are not among them.</summary>
/// <param name="Header">Its column's name in templates and exports: the label, with its section's title where the label alone is not clear.</param>
public sealed record ImportField(string Path, Field Field, string Header)
{
    internal string Section => Path.Split('.')[0];

    public static IReadOnlyList<ImportField> Of(FormDefinition form)
    {
        var all = form.Sections.SelectMany(s => s.Fields.Where(f => IsPlain(f.Type)).Select(f => (Section: s, Field: f))).ToList();
        var labels = all.CountBy(f => f.Field.LabelZh).ToDictionary();
        return [.. all.Select(f => new ImportField($"{f.Section.Id}.{f.Field.Id}", f.Field, labels[f.Field.LabelZh] == 1 ? f.Field.LabelZh : $"{f.Section.TitleZh}·{f.Field.LabelZh}"))];
    }

    private static bool IsPlain(FieldType type) => type is not (FieldType.Table or FieldType.Computed or FieldType.File or FieldType.Period);
}
