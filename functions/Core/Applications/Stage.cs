using System.Text.Json.Serialization;

namespace ProjectFlow.Core.Applications;

/// <summary>The twelve states of domain.md §3.1, each with what only it knows.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "stage")]
[JsonDerivedType(typeof(Draft), "Draft")]
[JsonDerivedType(typeof(GuidanceReview), "GuidanceReview")]
[JsonDerivedType(typeof(Returned), "Returned")]
[JsonDerivedType(typeof(ReadyToSubmit), "ReadyToSubmit")]
[JsonDerivedType(typeof(FormalReview), "FormalReview")]
[JsonDerivedType(typeof(Selection), "Selection")]
[JsonDerivedType(typeof(External), "External")]
[JsonDerivedType(typeof(Publicity), "Publicity")]
[JsonDerivedType(typeof(Approved), "Approved")]
[JsonDerivedType(typeof(Rejected), "Rejected")]
[JsonDerivedType(typeof(Withdrawn), "Withdrawn")]
[JsonDerivedType(typeof(Lapsed), "Lapsed")]
public abstract record Stage
{
    public sealed record Draft : Stage;

    public sealed record GuidanceReview(DateTimeOffset Since, Deadline Due) : Stage;

    /// <param name="Round">1 for the first return from there.</param>
    public sealed record Returned(ReturnOrigin From, int Round, Deadline Due) : Stage
    {
        /// <summary>The stage to go back to, when the authority asked: it knows what was reached.</summary>
        public External? Back { get; init; }
    }

    public sealed record ReadyToSubmit : Stage;

    public sealed record FormalReview(DateTimeOffset Since, Deadline Due) : Stage;

    /// <param name="Due">When scores are due; the leader may decide later.</param>
    /// <param name="OnReserve">On the reserve list 备选.</param>
    public sealed record Selection(DateTimeOffset Since, Deadline Due, bool OnReserve = false) : Stage;

    /// <param name="At">How far it got at the authority.</param>
    /// <param name="Since">When that was recorded.</param>
    /// <param name="ForwardDue">Only while it is to be forwarded.</param>
    public sealed record External(ExternalStage At, DateTimeOffset Since, Deadline? ForwardDue = null) : Stage;

    /// <summary>The bureau's own publicity; without dates until the notice is out.</summary>
    public sealed record Publicity(DateOnly? From = null, Deadline? Until = null) : Stage;

    public sealed record Approved(DateTimeOffset On) : Stage;

    public sealed record Rejected(RejectedAt At, string Reason) : Stage;

    public sealed record Withdrawn(string Reason) : Stage;

    public sealed record Lapsed(Stage Previous) : Stage;

    [JsonIgnore]
    public string Name => GetType().Name;

    /// <summary>Nothing happens any more, corrections apart; a lapsed case can still be brought back.</summary>
    [JsonIgnore]
    public bool IsOver => this is Approved or Rejected or Withdrawn;

    private Stage() { }
}

public enum ReturnOrigin
{
    GuidanceReview,
    FormalReview,

    /// <summary>The authority asked.</summary>
    External,
}

public enum RejectedAt
{
    Formal,
    Selection,
    External,
    Publicity,
}
