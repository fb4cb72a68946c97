namespace ProjectFlow.Core.Forms;

/// <summary>Finds a field by its dotted path: <c>section.field</c>, or <c>section.table.column</c>.</summary>
public static class FormPaths
{
    public static Field? Find(this FormDefinition form, string path) => path.Split('.') switch
    {
        [var section, var field] => form.Field(section, field),
        [var section, var table, var column] => form.Field(section, table) is { Type: FieldType.Table } t ? t.Columns.FirstOrDefault(c => c.Id == column) : null,
        _ => null,
    };

    public static bool IsColumn(string path) => path.Count(c => c == '.') == 2;

    private static Field? Field(this FormDefinition form, string section, string field) =>
        form.Sections.FirstOrDefault(s => s.Id == section)?.Fields.FirstOrDefault(f => f.Id == field);
}
