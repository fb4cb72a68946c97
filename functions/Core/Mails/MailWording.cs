using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Mails;

/// <summary>One mail in both languages; values stand in braces. The link and the signature follow by themselves.</summary>
public sealed record MailWording(string SubjectZh, string BodyZh, string SubjectEn, string BodyEn);

/// <summary>A wording of one's own says all that the shipped one says, and nothing it does not: a mail must not tell more than §3.5 allows.</summary>
internal static class WordingChecks
{
    private const int MaxSubject = 200;
    private const int MaxBody = 4000;

    public static IReadOnlyList<Problem> Of(MailTemplate template, MailWording own) =>
    [
        .. Language(template, "subjectZh", own.SubjectZh, "bodyZh", own.BodyZh, template.SubjectZh + template.BodyZh),
        .. Language(template, "subjectEn", own.SubjectEn, "bodyEn", own.BodyEn, template.SubjectEn + template.BodyEn),
    ];

    private static IEnumerable<Problem> Language(MailTemplate template, string subjectAt, string subject, string bodyAt, string body, string shipped) =>
    [
        .. Text(template, subjectAt, subject, MaxSubject),
        .. subject.Any(char.IsControl) ? [new Problem(subjectAt, "one-line", "主题只能是一行", "A subject is one line.")] : Array.Empty<Problem>(),
        .. Text(template, bodyAt, body, MaxBody),
        .. Placeholder.NamesIn(shipped).Except(Placeholder.NamesIn(subject + body)).Select(n => new Problem(bodyAt, "placeholder-missing", $"缺少 {{{n}}}", $"{{{n}}} is missing.")),
    ];

    private static IEnumerable<Problem> Text(MailTemplate template, string at, string text, int most)
    {
        if (text.Trim().Length == 0)
        {
            yield return new(at, "required", "此项必填", "This is required.");
        }

        if (text.Length > most)
        {
            yield return new(at, "too-long", $"不能超过{most}个字符", $"At most {most} characters.");
        }

        foreach (var name in Placeholder.NamesIn(text).Distinct().Where(n => n != "link" && !template.Keys.Contains(n)))
        {
            yield return new(at, "placeholder-unknown", $"此邮件没有 {{{name}}}", $"This mail has no {{{name}}}.");
        }

        if (Placeholder.Without(text).AsSpan().IndexOfAny('{', '}') >= 0)
        {
            yield return new(at, "brace", "花括号只能用于占位符，如 {title}", "Braces are for placeholders only, such as {title}.");
        }
    }
}
