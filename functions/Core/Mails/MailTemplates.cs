namespace ProjectFlow.Core.Mails;
public static class MailTemplates
{
    public static (string Subject, string Text) Render(string template, string language, IReadOnlyDictionary<string, string> values) => (template + language, string.Join(';', values.Values));
}
