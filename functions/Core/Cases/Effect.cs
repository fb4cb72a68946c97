using System.Text.Json.Serialization;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Mails;

namespace ProjectFlow.Core.Cases;

/// <summary>Something to be done outside the case once its events are committed. Its id is fixed by the commit.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(SendMail), "mail-v1")]
[JsonDerivedType(typeof(Tell), "tell-v1")]
[JsonDerivedType(typeof(PostLedger), "ledger-v1")]
[JsonDerivedType(typeof(FlagOrg), "flag-org-v1")]
public abstract record Effect
{
    /// <summary>Sends one mail to each recipient (I: one per event, template and recipient).</summary>
    /// <param name="Values">Fills the template; no personal data, no amounts except in E16 and E20.</param>
    /// <param name="OnlyWhile">Dropped unless the case is still in this state; null = always sent.</param>
    public sealed record SendMail(string Template, IReadOnlyList<Audience> To, IReadOnlyDictionary<string, string> Values, string? OnlyWhile = null) : Effect;

    /// <summary>Gives another case a command, as the system; its operation id is the effect's id.</summary>
    public sealed record Tell(CaseId Case, CaseCommand Command) : Effect;

    /// <summary>Books one posting on a fund's ledger: <paramref name="Debit"/> and <paramref name="Credit"/> are account names.</summary>
    public sealed record PostLedger(string Fund, int Year, string Debit, string Credit, Money Amount, string Document) : Effect;

    /// <summary>Sets or clears a flag of an organisation, such as <c>ban-list:{grant}</c>.</summary>
    public sealed record FlagOrg(OrgId Org, string Flag, bool On) : Effect;

    private Effect() { }
}
