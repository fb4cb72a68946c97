using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Server.Demo;

/// <summary>One command of the year.</summary>
internal sealed record DemoStep(DateTimeOffset At, PersonId By, CaseId Case, OperationId Operation, CaseCommand Command);

/// <summary>Writes down one case's commands with their times: working days, office hours.</summary>
internal sealed class DemoScript(DemoCase of, Programme programme, WorkCalendar calendar, DateOnly start)
{
    private readonly List<DemoStep> _steps = [];

    public DemoCase Of => of;

    public Programme Programme => programme;

    public IReadOnlyList<DemoStep> Steps => _steps;

    public DateTimeOffset Now { get; private set; } = Morning(of, calendar.RollForward(start));

    public DateOnly Today => ChinaTime.DateOf(Now);

    /// <summary>An enterprise, unless the programme wants a university in the lead.</summary>
    public bool EnterpriseLeads => programme.Participants.FirstOrDefault(p => p.Role == "lead") is not { OrgTypes: { Count: > 0 } types } || types.Contains("enterprise");

    public OrgId Lead => EnterpriseLeads ? DemoPeople.Enterprise(of.Enterprise) : DemoPeople.Institution("university", University);

    public PersonId Editor => EnterpriseLeads ? DemoPeople.Editor(of.Enterprise) : DemoPeople.UniversityEditor(University);

    public PersonId Signatory => EnterpriseLeads ? DemoPeople.Signatory(of.Enterprise) : DemoPeople.UniversitySignatory(University);

    private int University => (of.No % DemoPeople.Universities) + 1;

    /// <summary>Who coaches; the second officer checks formally (four eyes).</summary>
    public PersonId Officer => DemoPeople.Officers[of.No % 2];

    public PersonId SecondOfficer => DemoPeople.Officers[2 + (of.No % 2)];

    public PersonId Head => DemoPeople.Heads[of.No % 2];

    public CaseId Application { get; } = CaseId.Application("demo:" + of.Key);

    public CaseId Grant => CaseId.Grant(Application.Value);

    public DemoScript Days(int workingDays) => To(calendar.LastDay(Today, workingDays, CountingMode.WorkingDays));

    /// <summary>Goes on at the first working day from that day on; never back in time.</summary>
    public DemoScript To(DateOnly day)
    {
        Now = Morning(of, calendar.RollForward(day)) is var morning && morning > Now ? morning : Now;
        return this;
    }

    public DemoScript Do(PersonId by, string step, CaseCommand command, CaseId? on = null)
    {
        Now = Now.AddMinutes(3);
        _steps.Add(new(Now, by, on ?? Application, OperationId.Parse($"demo:{of.Key}:{step}"), command));
        return this;
    }

    private static DateTimeOffset Morning(DemoCase of, DateOnly day) => ChinaTime.StartOf(day).AddHours(9).AddMinutes(of.No * 7 % 180);
}
