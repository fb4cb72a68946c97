using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProjectFlow.Core.Common;

/// <summary>An amount in fen (1/100 yuan). Exact; no floating point touches it (I7). As JSON a number of fen.</summary>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static Money Zero => default;

    /// <param name="yuan">At most two decimals.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than two decimals.</exception>
    public static Money FromYuan(decimal yuan) => FromUnit(yuan, 100m);

    /// <param name="wanyuan">万元 (10 000 yuan), at most six decimals: the sixth is one fen.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than six decimals.</exception>
    public static Money FromWanyuan(decimal wanyuan) => FromUnit(wanyuan, 1_000_000m);

    public decimal Yuan => Fen / 100m;

    public decimal Wanyuan => Fen / 1_000_000m;

    /// <summary>万元 with two decimals, half away from zero; for reading only, never for sums.</summary>
    public string ToWanyuanText() => Math.Round(Wanyuan, 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", CultureInfo.InvariantCulture);

    public string ToYuanText() => Yuan.ToString("#,##0.00", CultureInfo.InvariantCulture);

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    public override string ToString() => ToYuanText() + " yuan";

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));

    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));

    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;

    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;

    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;

    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    private static Money FromUnit(decimal value, decimal fenPerUnit)
    {
        return Math.Abs(value) <= long.MaxValue / fenPerUnit && value * fenPerUnit is var fen && fen == decimal.Truncate(fen)
            ? new((long)fen)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "finer than one fen, or too large");
    }
}

public static class MoneyExtensions
{
    public static Money Sum(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (a, b) => a + b);

    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> amount) => items.Select(amount).Sum();
}

internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
}
