using System.Text;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Tests.Applications;

public sealed class CarryingOver
{
    private static readonly Field Amount = new("amount", FieldType.MoneyWanyuan, "金额", "Amount") { Unit = "万元" };

    [Fact]
    public void Values_that_still_fit_are_carried_over_as_they_stand() =>
        Assert.Equal("""{"s":{"amount":"12.50"}}""", Carried([Amount], [Amount], """{"s":{"amount":"12.50"}}"""));

    [Fact]
    public void The_same_number_in_another_unit_is_another_value() =>
        Assert.Equal("{} 金额:填写方式已改变", Carried([Amount], [Amount with { Type = FieldType.MoneyYuan, Unit = "元" }], """{"s":{"amount":"12.5"}}"""));

    [Fact]
    public void A_text_may_become_longer_but_not_shorter()
    {
        var text = new Field("t", FieldType.Text, "文", "Text");
        Assert.Equal("""{"s":{"t":"abc"}}""", Carried([text], [text with { Type = FieldType.LongText }], """{"s":{"t":"abc"}}"""));
        Assert.StartsWith("{} 文:", Carried([text], [text with { MaxLength = 2 }], """{"s":{"t":"abc"}}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FieldType.Declaration, "true")]
    [InlineData(FieldType.File, "[\"signed\"]")]
    public void Declarations_and_files_are_never_carried_over_nor_named(FieldType type, string value)
    {
        var field = new Field("f", type, "项", "Item");
        Assert.Equal("{}", Carried([field], [field], "{\"s\":{\"f\":" + value + "}}"));
    }

    [Fact]
    public void Of_a_table_the_cells_that_fit_stay_in_their_rows()
    {
        var (item, note) = (new Field("item", FieldType.Text, "科目", "Item"), new Field("note", FieldType.Text, "说明", "Note"));
        var table = new Field("lines", FieldType.Table, "明细", "Lines") { Columns = [item, note] };
        Assert.Equal(
            """{"s":{"lines":[{},{"item":"a"}]}} 明细 · 说明:新表已无此项""",
            Carried([table], [table with { Columns = [item] }], """{"s":{"lines":[{"note":"x"},{"item":"a","note":"y"}]}}"""));
    }

    [Fact]
    public void A_table_of_too_many_rows_is_left_out_as_a_whole()
    {
        var table = new Field("lines", FieldType.Table, "明细", "Lines") { Columns = [new("item", FieldType.Text, "科目", "Item")] };
        Assert.StartsWith("""{"s":{}} 明细:""", Carried([table], [table with { Max = 1 }], """{"s":{"lines":[{"item":"a"},{"item":"b"}]}}"""), StringComparison.Ordinal);
    }

    private static string Carried(IReadOnlyList<Field> then, IReadOnlyList<Field> now, string earlier)
    {
        var carried = CarriedOver.Of(Form(then), FormContent.Parse(Encoding.UTF8.GetBytes(earlier)), Form(now));
        return string.Join(' ', carried.LeftOut.Select(l => $"{l.LabelZh}:{l.Zh}").Prepend(Encoding.UTF8.GetString(carried.Form.Utf8.Span)));
    }

    private static FormDefinition Form(IReadOnlyList<Field> fields) => new([new("s", "节", "Section", fields)]);
}
