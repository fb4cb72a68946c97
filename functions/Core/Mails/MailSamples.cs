namespace ProjectFlow.Core.Mails;

/// <summary>Invented values, to show what a mail will look like.</summary>
public static class MailSamples
{
    private static readonly Dictionary<string, (string Zh, string En)> Values = new(StringComparer.Ordinal)
    {
        ["programme"] = ("重点研发计划（示例）", "Key R&D programme (example)"),
        ["org"] = ("江苏示例新材料有限公司", "Jiangsu Example Materials Ltd."),
        ["title"] = ("轻质合金", "Light alloy"),
        ["authority"] = ("市科技局", "the city's bureau"),
        ["reason"] = ("材料不齐", "papers are missing"),
        ["number"] = ("KR2023-001", "KR2023-001"),
        ["receipt"] = ("SL-2023-17", "SL-2023-17"),
        ["year"] = ("2023", "2023"),
        ["date"] = ("2023-03-15", "2023-03-15"),
        ["due"] = ("2023-03-15", "2023-03-15"),
        ["deadline"] = ("2023-03-31", "2023-03-31"),
        ["from"] = ("2023-04-03", "2023-04-03"),
        ["to"] = ("2023-04-10", "2023-04-10"),
        ["period"] = ("2023-06", "2023-06"),
        ["stage"] = ("ExpertReview", "ExpertReview"),
        ["result"] = ("Passed", "Passed"),
        ["kind"] = ("Progress", "Progress"),
        ["n"] = ("1", "1"),
        ["amount"] = ("120000.00", "120,000.00"),
        ["id"] = ("a-0001", "a-0001"),
        ["link"] = ("https://…/cases/a-0001", "https://…/cases/a-0001"),
    };

    /// <param name="language"><c>en</c>; anything else is Chinese.</param>
    public static IReadOnlyDictionary<string, string> In(string language) => Values.ToDictionary(v => v.Key, v => language == "en" ? v.Value.En : v.Value.Zh);
}
