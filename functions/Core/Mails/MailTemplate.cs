namespace ProjectFlow.Core.Mails;

/// <summary>One mail in both languages. Values stand in braces; a name, an amount or a document never goes in except where §3.5 says so.</summary>
/// <param name="Id">E01 to E25 of domain.md §3.5.</param>
internal sealed record MailTemplate(string Id, string SubjectZh, string BodyZh, string SubjectEn, string BodyEn)
{
    public MailWording Wording { get; } = new(SubjectZh, BodyZh, SubjectEn, BodyEn);

    /// <summary>The names of the values it needs, besides <c>link</c>.</summary>
    public IReadOnlyList<string> Keys { get; } = [.. Placeholder.NamesIn(SubjectZh + BodyZh + SubjectEn + BodyEn).Distinct().Order(StringComparer.Ordinal)];
}
