using System.Globalization;
using Microsoft.Extensions.Primitives;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Portal.Pages.Commands;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Funds;

/// <summary>What a line of a batch is about.</summary>
/// <param name="Index">Its place in the batch; its operation and its fields are named by it.</param>
/// <param name="Item">An instalment's number or a payment's id.</param>
public sealed record BatchItem(int Index, CaseId Case, string Item, Money Amount)
{
    /// <summary>As a form carries it: case, item and fen.</summary>
    public override string ToString() => Text(Case, Item, Amount);

    public static string Text(CaseId id, string? item, Money? amount) => string.Create(CultureInfo.InvariantCulture, $"{id}/{item}/{amount?.Fen ?? 0}");

    /// <summary>Null when one of them is none.</summary>
    public static IReadOnlyList<BatchItem>? Read(StringValues texts)
    {
        var items = texts.Select((text, i) => Read(text, i)).ToList();
        return items.Contains(null) ? null : [.. items.OfType<BatchItem>()];
    }

    /// <summary>The command that moves a line of that view on; null for a view nothing is moved from.</summary>
    public static string? CommandOf(string view) => view switch
    {
        "due" => "request-disbursement",
        "requested" => "approve-disbursement",
        "approved" => "record-payment",
        "arrived" => "confirm-arrival",
        _ => null,
    };

    /// <summary>What is typed in for a batch of that view.</summary>
    public static IReadOnlyList<CommandInput> Inputs(string view, int lines) => view != "approved" ? [] :
    [
        new("on", InputKind.Day), new("bankReference", InputKind.Line),
        .. Enumerable.Range(0, lines).Select(i => new CommandInput(Voucher(i), InputKind.Line)),
    ];

    public static string Voucher(int index) => string.Create(CultureInfo.InvariantCulture, $"voucherNo[{index}]");

    /// <summary>Stands for what is not typed yet, so that the rest can be judged.</summary>
    internal static CommandValues Example(int index, DateTimeOffset now) => new(new Dictionary<string, IReadOnlyList<string>>
    {
        ["on"] = [Times.Day(ChinaTime.DateOf(now))],
        ["bankReference"] = ["-"],
        [Voucher(index)] = ["-"],
    });

    internal GrantCommand Command(string view, CommandValues v) => view switch
    {
        "due" => new GrantCommand.RequestDisbursement(int.TryParse(Item, CultureInfo.InvariantCulture, out var no) ? no : 0, Amount),
        "requested" => new GrantCommand.ApproveDisbursement(Item),
        "approved" => new GrantCommand.RecordPayment(Item, v.Text(Voucher(Index)), v.Day("on")!.Value, v.Text("bankReference")),
        _ => new GrantCommand.ConfirmArrival(Item),
    };

    private static BatchItem? Read(string? text, int index) =>
        text?.Split('/') is [var id, var item, var fen] && CaseId.TryParse(id, out var of) && long.TryParse(fen, CultureInfo.InvariantCulture, out var amount) ? new(index, of, item, new(amount)) : null;
}
