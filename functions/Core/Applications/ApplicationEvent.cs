using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Applications;

/// <summary>What happened to an application.</summary>
public abstract record ApplicationEvent : CaseEvent
{
    public sealed record Drafted(CaseId Case, ProgrammeRef Programme, OrgId Org, string Title, int Year, string? Area, IReadOnlyList<Participant> Partners) : ApplicationEvent;

    private ApplicationEvent() { }
}
