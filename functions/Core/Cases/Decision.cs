using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Cases;

/// <summary>What a command leads to: events to record (none, when already in effect), or a refusal.</summary>
public abstract record Decision
{
    /// <param name="Claims">Places that must be held before the events may be recorded.</param>
    public sealed record Accepted(IReadOnlyList<CaseEvent> Events, IReadOnlyList<Claim> Claims) : Decision
    {
        /// <summary>New form content to be kept beside the state, in the same batch.</summary>
        public FormContent? SaveForm { get; init; }

        /// <summary>The form as it stands is handed over: freeze it as a document named by its hash before the commit (I14).</summary>
        public FormContent? FreezeForm { get; init; }
    }

    public sealed record Refused(Refusal Why) : Decision;

    public static Decision NothingToDo { get; } = new Accepted([], []);

    public static Decision Record(params IReadOnlyList<CaseEvent> events) => new Accepted(events, []);

    public static Decision Refuse(Refusal why) => new Refused(why);

    public Decision Claiming(params IReadOnlyList<Claim> claims) => this is Accepted a ? a with { Claims = [.. a.Claims, .. claims] } : this;

    private Decision() { }
}

/// <summary>
/// A place of which there are only so many across cases: the live applications of an organisation in a round, a
/// round's quota, a voucher number. The desk takes it before it commits; a holder that no longer
/// <see cref="Lifecycle.Holds">holds</see> it loses it to the next in need.
/// </summary>
/// <param name="Kind">Such as <c>org-round</c>, <c>leader-round</c>, <c>quota</c>, <c>voucher</c>.</param>
/// <param name="Key">What is limited, such as <c>key-rd/2023/91320381DEMA00013G</c>.</param>
/// <param name="Limit">How many holders at once; at least 1.</param>
/// <param name="WhenFull">The refusal given when no place is left.</param>
/// <param name="Item">Tells several places of one case apart (a payment id); empty when the case has at most one.</param>
public sealed record Claim(string Kind, string Key, int Limit, Refusal WhenFull, string Item = "");
