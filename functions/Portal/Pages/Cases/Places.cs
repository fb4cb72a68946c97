namespace ProjectFlow.Portal.Pages.Cases;

/// <summary>Where on which page something of a case is shown.</summary>
internal static class Places
{
    /// <param name="path">Of a field, such as <c>budget.lines[2].fiscal</c>, or a document slot.</param>
    /// <param name="element">The element to go to; by default the field itself.</param>
    /// <returns>Null when it is the whole case, or a rule.</returns>
    public static string? Of(CaseContext found, string path, string? element = null)
    {
        var section = path.Split('.')[0];
        return found.Programme.Form.Sections.Any(s => s.Id == section) ? $"{found.Address}/form/{section}#{element ?? Parts.Ids.Of(path)}"
            : found.Programme.Documents.Any(d => d.Id == path) ? $"{found.Address}/documents#{element ?? "slot-" + path}"
            : null;
    }
}
