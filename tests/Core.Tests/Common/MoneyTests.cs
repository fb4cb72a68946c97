using System.Text.Json;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Tests.Common;

public class MoneyTests
{
    [Fact]
    public void The_sixth_decimal_of_ten_thousand_yuan_is_one_fen()
    {
        Assert.Equal(new Money(1), Money.FromWanyuan(0.000001m));
        Assert.Equal(new Money(3_658_000_000), Money.FromWanyuan(3658m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromWanyuan(0.0000001m));
    }

    [Fact]
    public void Yuan_have_two_decimals()
    {
        Assert.Equal(new Money(5_407_527), Money.FromYuan(54_075.27m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromYuan(0.001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromYuan(decimal.MaxValue));
    }

    [Theory]
    [InlineData(1_005_000, "1.01")] // 1.005 万元: half away from zero
    [InlineData(-1_005_000, "-1.01")]
    [InlineData(1_004_999, "1.00")]
    [InlineData(3_658_000_000, "3,658.00")]
    public void Ten_thousands_are_shown_with_two_decimals_half_away_from_zero(long fen, string text) => Assert.Equal(text, new Money(fen).ToWanyuanText());

    [Fact]
    public void Sums_are_exact_and_overflow_is_a_defect()
    {
        Assert.Equal(new Money(3), new[] { new Money(1), new Money(2) }.Sum());
        Assert.Equal(new Money(6), new[] { 1L, 2L }.Sum(n => new Money(n * 2)));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Equal(new Money(-1), new Money(1) - new Money(2));
    }

    [Fact]
    public void Amounts_compare()
    {
        var (one, two) = (new Money(1), new Money(2));
        Assert.True(one < two && two > one && one <= two && two >= one);
        Assert.Equal("54,075.27 yuan", new Money(5_407_527).ToString());
        Assert.Equal(36_580_000.00m, new Money(3_658_000_000).Yuan);
        Assert.Equal(3_658m, new Money(3_658_000_000).Wanyuan);
    }

    [Fact]
    public void As_json_an_amount_is_a_number_of_fen()
    {
        Assert.Equal("5407527", JsonSerializer.Serialize(new Money(5_407_527)));
        Assert.Equal(new Money(5_407_527), JsonSerializer.Deserialize<Money>("5407527"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>("1.5"));
    }
}
