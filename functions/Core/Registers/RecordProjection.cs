using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Registers;

/// <summary>Where a record shows up. Lists are in the order of the key.</summary>
public static class RecordProjection
{
    /// <summary>Stands for a state in lists: records whose years of keeping are over.</summary>
    public const string Disposal = "for-disposal";

    private const int Longest = 200;

    public static IReadOnlyList<Projection> Of(Book book, RegisterRecord r) => r.IsStub ? [] :
    [
        .. Lists(book.Register, r).Select(list => new Projection.Line(list, Safe(r.Key), Shown(book, r))),
        .. Duties(book, r),
    ];

    /// <summary>All records of a register, or those in one state.</summary>
    public static string Whole(string register, string? state) => state is null ? $"register:{register}" : $"register:{register}:{Safe(state)}";

    public static string OfOrg(OrgId org, string register) => $"org:{org}:{register}";

    public static string OfArea(string area, string register) => $"area:{Safe(area)}:{register}";

    /// <summary>An organisation's records of one year, in a register with volumes.</summary>
    public static string OfYear(OrgId org, string register, int year) => string.Create(CultureInfo.InvariantCulture, $"{OfOrg(org, register)}:{year}");

    /// <summary>What a person has to do by registers, in the order of its last day.</summary>
    public static string OfOwner(string owner, string register) => $"duty:{Safe(owner)}:{register}";

    private static IEnumerable<Projection.Line> Duties(Book book, RegisterRecord r)
    {
        if (book.Register.Duty is not { } duty || r.RemovedOn is not null || r.SealedUntil is not null || !duty.While.Contains(r.RecordState) || FormValues.At(r.Content, duty.Owner)?.ToString().Trim() is not { Length: > 0 } owner)
        {
            return [];
        }

        var due = RecordKeys.Day(r.Content, duty.DueOn);
        var sort = due?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "99999999";
        return [new Projection.Line(OfOwner(owner, book.Register.Ref.Id), $"{sort}:{Safe(r.Key)}", Shown(book, r) with { Owner = owner, DueAt = due is { } day ? ChinaTime.EndOf(day) : null })];
    }

    private static IEnumerable<string> Lists(Register register, RegisterRecord r)
    {
        var id = register.Ref.Id;
        IEnumerable<string?> standing = r.RemovedOn is not null ? [] :
        [
            Whole(id, null),
            Whole(id, r.RecordState),
            r.Org is { } org ? OfOrg(org, id) : null,
            r.Org is { } of && register.Volume is { } volume && r.SealedUntil is null && FormValues.At(r.Content, volume) is { } year && int.TryParse(year.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? OfYear(of, id, number) : null,
            r.Area is { Length: > 0 } area ? OfArea(area, id) : null,
        ];
        return standing.Append(r.RetentionEndedOn is null ? null : Whole(id, Disposal)).OfType<string>();
    }

    private static CaseLine Shown(Book book, RegisterRecord r)
    {
        var final = r.RemovedOn is not null || book.Register.State(r.RecordState) is null or { Final: true };
        return new(r.Id, r.Key, r.SealedUntil is null ? r.Title : r.Key, r.Register.Id, r.Org?.Value ?? "", r.StateName, RecordTimetable.NextDue(book, r), final ? "none" : "bureau", null);
    }

    /// <summary>As part of a key: without what keys cannot hold.</summary>
    private static string Safe(string text)
    {
        var safe = string.Concat(text.EnumerateRunes().Select(c => c.Value is <= ' ' or '/' or '\\' or '#' or '?' or ':' or (>= 0x7F and <= 0x9F) or 0xFFFD ? "_" : c.ToString()));
        return safe.Length <= Longest ? safe : char.IsHighSurrogate(safe[Longest - 1]) ? safe[..(Longest - 1)] : safe[..Longest];
    }
}
