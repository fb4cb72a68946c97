using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Cases;

/// <summary>The state of one case: an application, a grant, a credential or a register record. The fold of its events, nothing more (I10).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "case")]
[JsonDerivedType(typeof(Application), "application-v1")]
[JsonDerivedType(typeof(Grant), "grant-v1")]
[JsonDerivedType(typeof(Credential), "credential-v1")]
[JsonDerivedType(typeof(RegisterRecord), "record-v1")]
public abstract record CaseState
{
    public required CaseId Id { get; init; }

    /// <summary>The state's stable name, such as <c>FormalReview</c>.</summary>
    [JsonIgnore]
    public abstract string StateName { get; }
}

/// <summary>A case that runs by a programme version, and belongs to an organisation.</summary>
public abstract record ProgrammeCase : CaseState
{
    public required ProgrammeRef Programme { get; init; }

    /// <summary>The lead organisation.</summary>
    public required OrgId Org { get; init; }
}

/// <summary>What someone asks for. Carries its own person and time: the core has neither session nor clock.</summary>
public abstract partial record CaseCommand
{
    [JsonIgnore]
    public Actor By { get; init; } = Actor.System;

    [JsonIgnore]
    public DateTimeOffset At { get; init; }
}

/// <summary>What has happened. Kept for ever; the stored names are permanent.</summary>
public abstract partial record CaseEvent
{
    public DateTimeOffset At { get; init; }

    public PersonId By { get; init; }

    /// <summary>The absent person <see cref="By"/> stood in for.</summary>
    public PersonId? OnBehalfOf { get; init; }
}
