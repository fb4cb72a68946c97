using System.Text.RegularExpressions;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Mails;

/// <summary>Turns a template and its values into a mail.</summary>
public static partial class MailTemplates
{
    private static readonly Dictionary<string, MailTemplate> ById = MailTexts.All.ToDictionary(t => t.Id);

    public static IEnumerable<string> Ids => ById.Keys;

    /// <summary>The values a template needs.</summary>
    public static IReadOnlyList<string> KeysOf(string template) => ById[template].Keys;

    /// <param name="language"><c>en</c>; anything else is Chinese.</param>
    /// <summary>The wording as shipped.</summary>
    /// <exception cref="KeyNotFoundException">No such template.</exception>
    public static MailWording Shipped(string template) => ById[template].Wording;

    /// <summary>What stands against a wording of one's own, at the names of its members with a small first letter.</summary>
    public static IReadOnlyList<Problem> Problems(string template, MailWording own) => WordingChecks.Of(ById[template], own);

    /// <param name="own">The bureau's own wording; null = as shipped.</param>
    /// <exception cref="ArgumentException">No such template, or a value it needs is missing.</exception>
    public static (string Subject, string Text) Render(string template, string language, IReadOnlyDictionary<string, string> values, MailWording? own = null)
    {
        var found = own ?? (ById.ContainsKey(template) ? Shipped(template) : throw new ArgumentException($"There is no template {template}.", nameof(template)));
        var english = language == "en";
        var worded = values.ToDictionary(v => v.Key, v => MailWords.Of(v.Key, v.Value, english));
        var subject = Placeholder.Fill(english ? found.SubjectEn : found.SubjectZh, worded);
        var text = Placeholder.Fill(english ? found.BodyEn + EndEn : found.BodyZh + EndZh, worded);
        return (OneLine(subject), text);
    }

    /// <summary>Whether a mail says this value at all; one that costs a read need not be read for the others.</summary>
    /// <param name="own">The bureau's own wording; null = as shipped.</param>
    public static bool Names(string template, string value, MailWording? own = null)
    {
        var wording = own ?? Shipped(template);
        return new[] { wording.SubjectZh, wording.SubjectEn, wording.BodyZh, wording.BodyEn }.Any(text => Placeholder.NamesIn(text).Contains(value));
    }

    private const string EndZh = "\n\n详情请登录系统查看：{link}\n\n科技局项目管理系统（系统自动发送，请勿回复）\n";
    private const string EndEn = "\n\nSee the details after signing in: {link}\n\nS&T Bureau project system (sent automatically, please do not reply)\n";

    /// <summary>A case without a number yet leaves no gap, and no value brings a line break into a header.</summary>
    private static string OneLine(string subject) => Gaps().Replace(subject, " ").Trim().Replace("】 ", "】", StringComparison.Ordinal);

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Gaps();
}
