using ProjectFlow.Core.Common;
using ProjectFlow.Core.Identifiers;

namespace ProjectFlow.Core.Tests.Identifiers;

public class CreditCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("9144030071526726XG")]
    [InlineData("91110000802100433B")]
    [InlineData("91320381DEMA00013G")]
    [InlineData("91320381DEMA00021B")]
    [InlineData("91320381DEMA0003X3")]
    [InlineData("91320381DEMA000483")]
    [InlineData("91320381DEMA00056X")]
    [InlineData("91320381DEMA00064Q")]
    [InlineData("12320381DEMB00014B")]
    public void A_right_code_is_valid(string code) => Assert.Equal(new CreditCode.Valid(new(code)), CreditCode.Parse(code));

    [Theory]
    [InlineData("91350100M0001TGQXM", '1')]
    [InlineData("91350211M0000XUF46", 'R')]
    [InlineData("91350203M0001FUE2P", 'J')]
    public void A_genuine_early_code_with_another_check_character_is_doubted_not_blocked(string code, char expected) =>
        Assert.Equal(new CreditCode.Doubtful(new(code), expected), CreditCode.Parse(code));

    [Theory]
    [InlineData("９１３２０３８１DEMA00013G")]
    [InlineData(" 91320381dema00013g ")]
    [InlineData("　91320381DEMA00013G")]
    public void Full_width_small_and_padded_codes_are_normalised(string typed) =>
        Assert.Equal(new CreditCode.Valid(new("91320381DEMA00013G")), CreditCode.Parse(typed));

    [Theory]
    [InlineData("91320381DEMA0001OG", "credit-code-alphabet")]
    [InlineData("91350100M000100Y4Z", "credit-code-alphabet")]
    [InlineData("9132038\0DEMA00013G", "credit-code-alphabet")]
    [InlineData("91320381DEMA00013", "credit-code-length")]
    [InlineData("91320381DEMA00013G1", "credit-code-length")]
    [InlineData("", "credit-code-length")]
    [InlineData(null, "credit-code-length")]
    public void Wrong_alphabet_or_length_is_blocked(string? code, string problem) =>
        Assert.Equal(problem, Assert.IsType<CreditCode.Blocked>(CreditCode.Parse(code)).Why.Code);

    [Fact]
    public void A_wrong_organisation_check_is_doubted_too() =>
        Assert.IsType<CreditCode.Doubtful>(CreditCode.Parse("91320381DEMA00023" + CreditCode.Check("91320381DEMA00023")));
}

public class ResidentIdTests
{
    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("34052419800101001X", true)]
    [InlineData("34052419800101001x", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491331002X", false)]
    [InlineData("1101051949123100X2", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_resident_id_has_a_date_and_a_check(string? id, bool valid) => Assert.Equal(valid, ResidentId.IsValid(id));

    [Fact]
    public void A_screen_shows_the_first_three_and_the_last_four()
    {
        Assert.Equal("110***********002X", ResidentId.Mask("11010519491231002X"));
        Assert.Equal("***", ResidentId.Mask("123"));
    }
}

public class ContactTests
{
    [Theory]
    [InlineData("13812345678", true)]
    [InlineData("+8619912345678", true)]
    [InlineData("12812345678", false)]
    [InlineData("1381234567", false)]
    [InlineData("138123456789", false)]
    [InlineData("13812345678\n", false)]
    [InlineData("１3812345678", false)]
    public void Mobile(string text, bool valid) => Assert.Equal(valid, Contact.IsMobile(text));

    [Theory]
    [InlineData("0516-88881234", true)]
    [InlineData("051688881234-802", true)]
    [InlineData("010-12345678", true)]
    [InlineData("516-88881234", false)]
    public void Landline(string text, bool valid) => Assert.Equal(valid, Contact.IsLandline(text));

    [Theory]
    [InlineData("a@b.cn", true)]
    [InlineData("zhang.san@xinyi.example", true)]
    [InlineData("a@b", false)]
    [InlineData("a b@c.cn", false)]
    [InlineData("a@b.cn\r\nBcc: x@y.cn", false)]
    [InlineData("@b.cn", false)]
    public void Email(string text, bool valid) => Assert.Equal(valid, Contact.IsEmail(text));

    [Fact]
    public void Codes_of_six_digits()
    {
        Assert.True(Contact.IsPostcode("221400"));
        Assert.False(Contact.IsPostcode("22140"));
        Assert.True(Contact.IsRegion("320381"));
        Assert.False(Contact.IsRegion("920381"));
        Assert.True(Contact.IsPhone("13812345678"));
        Assert.True(Contact.IsPhone("0516-88881234"));
        Assert.False(Contact.IsPhone("88881234"));
    }
}
