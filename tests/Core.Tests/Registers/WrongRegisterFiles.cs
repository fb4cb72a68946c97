using System.Text;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>Each mistake is told with line, field and what was expected there.</summary>
public sealed class WrongRegisterFiles
{
    private const string Right = """
        {
          "id": "tools", "version": "1", "nameZh": "工具", "nameEn": "Tools", "section": "projects",
          "key": ["tool.number"], "title": "tool.name", "org": "tool.owner",
          "form": { "sections": [{ "id": "tool", "titleZh": "工具", "titleEn": "Tool", "fields": [
            { "id": "number", "type": "text", "labelZh": "编号", "labelEn": "Number", "required": true },
            { "id": "name", "type": "text", "labelZh": "名称", "labelEn": "Name" },
            { "id": "owner", "type": "uscc", "labelZh": "单位", "labelEn": "Owner" },
            { "id": "closes", "type": "date", "labelZh": "截止", "labelEn": "Closes" }] }] },
          "states": [{ "id": "here", "nameZh": "在", "nameEn": "Here" }, { "id": "gone", "nameZh": "失", "nameEn": "Gone", "final": true }],
          "moves": [{ "id": "lose", "nameZh": "遗失", "nameEn": "Lose", "from": ["here"], "to": "gone", "by": ["officer"], "fields": ["tool.name"] }],
          "links": [{ "register": "shelves", "by": "tool.name" }],
          "sealedUntil": { "path": "tool.closes" },
          "access": { "read": [{ "roles": ["officer"], "scope": "section" }], "write": [{ "roles": ["officer"], "scope": "section" }] }
        }
        """;

    [Fact]
    public void The_right_file_is_read() => Assert.Equal("", Told(Right));

    [Theory]
    [InlineData("\"id\": \"tools\"", "\"id\": \"Tools\"", "r.json:2: id: expected 1 to 40 of a-z, 0-9 and -, found \"Tools\"")]
    [InlineData("\"nameEn\": \"Tools\", ", "", "r.json:1: nameEn: expected a text of 1 to 4000 characters, found nothing")]
    [InlineData("\"title\": \"tool.name\"", "\"titel\": \"tool.name\"", "r.json:3: titel: expected one of ")]
    [InlineData("[\"tool.number\"]", "[]", "r.json:3: key: expected 1 to 6 fields, found a list")]
    [InlineData("[\"tool.number\"]", "[\"tool.no\"]", "r.json:3: key: expected fields asked always, of type text, uscc, int, date, month, year, enum or region; :month after a date, found \"tool.no\"")]
    [InlineData("[\"tool.number\"]", "[\"tool.number:month\"]", "r.json:3: key: expected fields asked always, of type text, uscc, int, date, month, year, enum or region; :month after a date, found \"tool.number\"")]
    [InlineData("[\"tool.number\"]", "[\"tool.name\"]", "r.json:3: key: expected at least one required field, found a list")]
    [InlineData("\"title\": \"tool.name\"", "\"title\": \"tool.x\"", "r.json:3: title: expected a field of one value, found \"tool.x\"")]
    [InlineData("\"org\": \"tool.owner\"", "\"org\": \"tool.name\"", "r.json:3: org: expected a field of type uscc, found \"tool.name\"")]
    [InlineData("\"org\": \"tool.owner\"", "\"area\": \"tool.closes\"", "r.json:3: area: expected a text or an enum, found \"tool.closes\"")]
    [InlineData("\"org\": \"tool.owner\"", "\"enteredOn\": \"tool.name\"", "r.json:3: enteredOn: expected a date, found \"tool.name\"")]
    [InlineData("\"final\": true", "\"final\": true }, { \"id\": \"here\", \"nameZh\": \"x\", \"nameEn\": \"x\"", "r.json:9: states: expected each id once, found \"here\" 2 times")]
    [InlineData("\"id\": \"here\"", "\"id\": \"removed\"", "r.json:9: states[0].id: expected 1 to 40 letters and digits, a letter first, not absent or removed, found \"removed\"")]
    [InlineData("\"section\": \"projects\",", "\"section\": \"projects\", \"initial\": \"gone\",", "r.json:2: initial: expected one of the states, and not a final one, found \"gone\"")]
    [InlineData("\"to\": \"gone\"", "\"to\": \"away\"", "r.json:10: moves: expected only here, gone, found \"away\"")]
    [InlineData("\"from\": [\"here\"]", "\"from\": [\"gone\"]", "r.json:10: moves: expected no move out of a final state, found \"lose\"")]
    [InlineData("\"by\": [\"officer\"]", "\"by\": [\"boss\"]", "r.json:10: moves[0].by[0]: expected one of applicantEditor, ")]
    [InlineData("\"by\": [\"officer\"]", "\"by\": []", "r.json:10: moves[0].by: expected at least one role, found a list")]
    [InlineData("\"by\": [\"officer\"]", "\"by\": [\"auditor\"]", "r.json:10: moves[0].by: expected no auditor: one who audits writes nothing, found a list")]
    [InlineData("\"fields\": [\"tool.name\"]", "\"fields\": [\"tool.number\"]", "r.json:10: moves: expected fields that are typed in and not of key, org or area, found \"tool.number\"")]
    [InlineData("\"by\": \"tool.name\"", "\"by\": \"tool.x\"", "r.json:11: links: expected a field that can hold a key, found \"tool.x\"")]
    [InlineData("\"by\": \"tool.name\"", "\"by\": \"tool.name\", \"while\": [\"away\"]", "r.json:11: links: expected only here, gone, found \"away\"")]
    [InlineData("\"path\": \"tool.closes\"", "\"path\": \"tool.name\"", "r.json:12: sealedUntil: expected a date, found \"tool.name\"")]
    [InlineData("\"path\": \"tool.closes\"", "\"path\": \"x.y\", \"register\": \"boxes\"", "r.json:12: sealedUntil: expected a register this one links to, found an object")]
    [InlineData("\"read\": [{ \"roles\": [\"officer\"], \"scope\": \"section\" }], ", "", "r.json:13: access: expected at least one role that reads, found an object")]
    [InlineData("\"write\": [{ \"roles\": [\"officer\"]", "\"write\": [{ \"roles\": [\"auditor\"]", "r.json:13: access.write: expected no auditor: one who audits writes nothing, found a list")]
    [InlineData("\"write\": [{ \"roles\": [\"officer\"]", "\"write\": [{ \"roles\": [\"administrator\"]", "r.json:13: access.write[0].roles[0]: expected one of applicantEditor, ")]
    [InlineData("\"write\": [{ \"roles\": [\"officer\"], \"scope\": \"section\"", "\"write\": [{ \"roles\": [\"officer\"], \"scope\": \"ownOrg\"", "r.json:13: access.write[0].scope: expected ownOrg for applicants, ")]
    [InlineData("\"type\": \"uscc\"", "\"type\": \"code\"", "r.json:7: form.sections[0].fields[2].type: expected one of ")]
    public void Each_mistake_names_line_field_and_expectation(string right, string wrong, string told)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);
        Assert.Contains(told, Told(Right.Replace(right, wrong, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_no_register_or_to_one_with_a_longer_key_is_told()
    {
        var tools = RegisterFile.Parse("r.json", Encoding.UTF8.GetBytes(Right)).Value!;
        var shelves = RecordWorld.Figures with { Ref = new("shelves", "1") };
        Assert.Equal(["r.json:1: links: expected a register whose key is one field, found \"shelves\""], RegisterChecks.Across([("r.json", tools)]).Select(p => p.ToString()));
        Assert.Single(RegisterChecks.Across([("r.json", tools), ("s.json", shelves)]));
        Assert.Empty(RegisterChecks.Across([("r.json", tools), ("s.json", shelves with { Key = ["figures.uscc"] })]));
    }

    [Fact]
    public void A_version_given_twice_is_told()
    {
        var needs = RecordWorld.Named("universities");
        Assert.Equal(["b.json:1: id: expected each register version once, found universities@1"], RegisterChecks.Across([("a.json", needs), ("b.json", needs)]).Select(p => p.ToString()));
    }

    private static string Told(string json) => string.Join('\n', RegisterFile.Parse("r.json", Encoding.UTF8.GetBytes(json)).Problems);
}
