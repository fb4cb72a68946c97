using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Tests.Importing;

/// <summary>Needs sight of what reads cells; everything else about imports is tested through the runner.</summary>
public sealed class CellReading
{
    private static readonly Field Level = new("level", FieldType.Enum, "级别", "Level") { Options = ["national", "county"], OptionsZh = ["国家级", "县级（新沂）"] };

    [Theory]
    [InlineData(FieldType.MoneyYuan, "12", null, "12")]
    [InlineData(FieldType.MoneyYuan, "12", "万元", "120000")]
    [InlineData(FieldType.MoneyYuan, "12元", "万元", "12")]
    [InlineData(FieldType.MoneyYuan, "１２．５万元", null, "125000")]
    [InlineData(FieldType.MoneyYuan, "1.2亿元", null, "120000000")]
    [InlineData(FieldType.MoneyYuan, "3千元", null, "3000")]
    [InlineData(FieldType.MoneyYuan, "￥1,234,567.80", null, "1234567.8")]
    [InlineData(FieldType.MoneyYuan, "(5.5)", null, "-5.5")]
    [InlineData(FieldType.MoneyWanyuan, "12", null, "12")]
    [InlineData(FieldType.MoneyWanyuan, "12", "元", "0.0012")]
    [InlineData(FieldType.MoneyWanyuan, "123456元", null, "12.3456")]
    [InlineData(FieldType.MoneyWanyuan, "3亿", "元", "30000")]
    [InlineData(FieldType.Percent, "12.5%", null, "12.5")]
    [InlineData(FieldType.Decimal, "12.5%", null, "0.125")]
    [InlineData(FieldType.Int, "1,234", null, "1234")]
    [InlineData(FieldType.Int, "-7", null, "-7")]
    public void Amounts_come_in_the_fields_own_unit(FieldType type, string text, string? unit, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Given(Read(type, text, unit)).GetValue<decimal>());

    [Theory]
    [InlineData("12,34", "not-a-number")]
    [InlineData("约12", "not-a-number")]
    [InlineData("1.2E+05", "lost-digits")]
    [InlineData("12美元", "wrong-unit")]
    [InlineData("12%", "wrong-unit")]
    [InlineData("1.2.3", "not-a-number")]
    public void What_is_no_clear_amount_is_bad(string text, string code) => Assert.Equal(code, Bad(Read(FieldType.MoneyYuan, text)));

    [Theory]
    [InlineData("2023-03-01")]
    [InlineData("2023/3/1")]
    [InlineData("2023.3.1")]
    [InlineData("2023年3月1日")]
    [InlineData("２０２３年０３月０１日")]
    [InlineData("20230301")]
    [InlineData("2023/3/1 0:00:00")]
    public void A_day_is_read_in_every_way_with_the_year_first(string text) => Assert.Equal("2023-03-01", Given(Read(FieldType.Date, text)).GetValue<string>());

    [Theory]
    [InlineData("3/1/2023", SheetCellKind.Text)]
    [InlineData("23-3-1", SheetCellKind.Text)]
    [InlineData("2023-02-29", SheetCellKind.Text)]
    [InlineData("2023-13-01", SheetCellKind.Text)]
    [InlineData("44986", SheetCellKind.Number)]
    public void A_day_that_could_be_two_or_none_is_bad(string text, SheetCellKind kind) => Assert.Equal("not-a-date", Bad(Read(FieldType.Date, text, null, kind)));

    [Theory]
    [InlineData("2023-01")]
    [InlineData("2023/1")]
    [InlineData("2023年1月")]
    [InlineData("2023年01月份")]
    [InlineData("202301")]
    [InlineData("2023-01-31")]
    public void A_month_is_read_in_every_way(string text) => Assert.Equal("2023-01", Given(Read(FieldType.Month, text)).GetValue<string>());

    [Theory]
    [InlineData("2023.1")]
    [InlineData("Jan-23")]
    [InlineData("2023-13")]
    public void A_month_that_could_be_another_is_bad(string text) => Assert.Equal("not-a-month", Bad(Read(FieldType.Month, text)));

    [Fact]
    public void A_year_is_no_day()
    {
        Assert.Equal(2023, Given(Read(FieldType.Year, "2023年度")).GetValue<int>());
        Assert.Equal("not-a-year", Bad(Read(FieldType.Year, "1905-07-15", null, SheetCellKind.Date)));
    }

    [Theory]
    [InlineData("是", true)]
    [InlineData("√", true)]
    [InlineData("ＹＥＳ", true)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("否", false)]
    [InlineData("No", false)]
    [InlineData("×", false)]
    public void Yes_and_no_have_many_names(string text, bool expected) => Assert.Equal(expected, Given(Read(FieldType.Bool, text)).GetValue<bool>());

    [Fact]
    public void Perhaps_is_neither() => Assert.Equal("not-a-flag", Bad(Read(FieldType.Bool, "大概")));

    [Theory]
    [InlineData("国家级", "national")]
    [InlineData("NATIONAL", "national")]
    [InlineData("县级(新沂)", "county")]
    public void An_option_is_known_by_either_name(string text, string option) => Assert.Equal(option, Given(CellValues.Read(Level, Cell(text), null)).GetValue<string>());

    [Fact]
    public void What_is_no_option_is_told_with_the_options()
    {
        var bad = Assert.IsType<CellValue.Bad>(CellValues.Read(Level, Cell("市级"), null));
        Assert.Equal(("not-an-option", "“市级”不在可选范围内：国家级、县级（新沂）"), (bad.Code, bad.Zh));
    }

    [Fact]
    public void Several_options_stand_behind_one_another() =>
        Assert.Equal("""["county","national"]""", Given(CellValues.Read(Level with { Type = FieldType.MultiEnum }, Cell("县级（新沂）、国家级；国家级"), null)).ToJsonString());

    [Theory]
    [InlineData("'=1+1", SheetCellKind.Text, "=1+1")]
    [InlineData("甲，乙", SheetCellKind.Text, "甲，乙")]
    [InlineData("3130", SheetCellKind.Number, "3130")]
    [InlineData("-", SheetCellKind.Text, "-")]
    public void Texts_stay_as_they_were_written(string text, SheetCellKind kind, string expected) => Assert.Equal(expected, Given(Read(FieldType.Text, text, null, kind)).GetValue<string>());

    [Fact]
    public void A_long_number_in_a_column_of_texts_has_lost_digits() => Assert.Equal("lost-digits", Bad(Read(FieldType.Text, "1234567890123450", null, SheetCellKind.Number)));

    [Fact]
    public void A_credit_code_loses_its_blanks() => Assert.Equal("91320381DEMA00013G", Given(Read(FieldType.Uscc, " ９1320381 DEMA00013G")).GetValue<string>());

    [Fact]
    public void An_error_is_bad_and_a_dash_is_blank()
    {
        Assert.Equal("cell-error", Bad(Read(FieldType.Text, "#N/A", null, SheetCellKind.Error)));
        Assert.IsType<CellValue.Blank>(Read(FieldType.MoneyYuan, "——"));
        Assert.IsType<CellValue.Blank>(Read(FieldType.Text, ""));
    }

    [Theory]
    [InlineData("营业收入（万元）", "万元")]
    [InlineData("营业收入(元)", "元")]
    [InlineData("营业收入/万元", "万元")]
    [InlineData("营业收入 单位：亿元", "亿元")]
    [InlineData("营业收入", null)]
    [InlineData("万元户数", null)]
    public void A_header_may_name_the_unit(string header, string? unit) => Assert.Equal(unit, MoneyUnit.InHeader(header));

    private static SheetCell Cell(string text, SheetCellKind kind = SheetCellKind.Text) => new("B", "列", text.Length == 0 ? null : text, kind);

    private static CellValue Read(FieldType type, string text, string? unit = null, SheetCellKind kind = SheetCellKind.Text) => CellValues.Read(new("x", type, "项", "Item"), Cell(text, kind), unit);

    private static System.Text.Json.Nodes.JsonNode Given(CellValue value) => Assert.IsType<CellValue.Given>(value).Value;

    private static string Bad(CellValue value) => Assert.IsType<CellValue.Bad>(value).Code;
}
