using System.Globalization;
using System.Text;
using System.Text.Json;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Grants;

namespace ProjectFlow.Tests.Shared.Life;

/// <param name="Commands">Given by people; the case's own moves are not among them.</param>
/// <param name="Mails">Sent, one to each recipient.</param>
/// <param name="Flows">Orchestrations started.</param>
/// <param name="Activities">In all flows.</param>
/// <param name="Episodes">Times an orchestrator was run on.</param>
/// <param name="Steps">In the order they were taken.</param>
internal sealed record LifeCount(int Commands, int Mails, int Flows, int Activities, int Episodes, IReadOnlyList<LifeStep> Steps)
{
    /// <summary>Of commands and flows together. Reading who acts is in none: the register of people is remembered.</summary>
    public int TableRequests => Steps.Sum(s => s.Answering + s.Following);
}

/// <summary>A command, or a thing the flow did by itself, and the requests to rows it led to.</summary>
/// <param name="Name">As in the API.</param>
/// <param name="Answering">Until the person has the answer.</param>
/// <param name="Following">What the flow did then: lists, mails, the next step.</param>
internal sealed record LifeStep(string Name, int Answering, int Following);

/// <summary>One case from its first draft to the closed grant, 20 commands, on real rows: what is counted is what the desk and the flow do, not what a formula says.</summary>
internal sealed class CountedLife(Workplace workplace, AzureRequests requests)
{
    private const int Saves = 9;

    private static readonly CaseId Application = CaseId.Application("cost");
    private static readonly CaseId Grant = CaseId.Grant(Application.Value);
    private static readonly Money Award = new(10_000_000);

    private DateTimeOffset at = new(2026, 3, 2, 10, 0, 0, ChinaTime.Offset);
    private readonly List<LifeStep> steps = [];
    private int commands, flows, activities, episodes;

    /// <param name="folder">For its rows.</param>
    public static async Task<LifeCount> CountAsync(string folder)
    {
        var (requests, taker) = ((AzureRequests?)null, new Taker());
        await using var workplace = Workplace.Open(folder, around: rows => requests = new(rows), mailer: taker);
        await workplace.RegisterAsync(CancellationToken.None);
        var life = new CountedLife(workplace, requests ?? throw new InvalidOperationException("Nothing is counted."));
        await life.LiveAsync();
        return new(life.commands, taker.Taken, life.flows, life.activities, life.episodes, life.steps);
    }

    private readonly AzureRequests requests = requests;

    private async Task LiveAsync()
    {
        var people = workplace.Get<PeopleDirectory>();
        foreach (var person in (Person[])[Workplace.Editor with { Roles = [Role.ApplicantEditor, Role.ApplicantSignatory] }, Of("leader", Role.Leader)])
        {
            await people.SaveAsync(person, CancellationToken.None);
        }

        requests.Reset();
        await ApplyAsync();
        await PayAsync();
    }

    private async Task ApplyAsync()
    {
        var paper = await PaperAsync();
        await DoAsync("editor", Application, new ApplicationCommand.CreateDraft(Workplace.Programme.Ref, Workplace.Enterprise, "新合金"));
        for (var n = 0; n < Saves; n++)
        {
            await DoAsync("editor", Application, new ApplicationCommand.SaveDraft("新合金", FormContent.Parse(Encoding.UTF8.GetBytes($$$"""{"project":{"goal":"{{{new string('减', 600)}}}{{{n}}}"}}"""))));
        }

        await DoAsync("editor", Application, new ApplicationCommand.Submit(true, true));
        await DoAsync("officer", Application, new ApplicationCommand.PassFormal(true));
        await DoAsync("officer", Application, new ApplicationCommand.StartPublicity(ChinaTime.DateOf(at), paper));
        at = at.AddDays(14);
        await StepAsync("(the public notice ends)", () => Task.CompletedTask, Application); // by itself: the sweep finds it
        await DoAsync("officer", Application, new ApplicationCommand.RecordDecision(true, "新科发〔2026〕1号", paper, Award, From: new(2026, 4, 1), To: new(2027, 3, 31)));
        await DoAsync("leader", Application, new ApplicationCommand.ConfirmDecision());
        await StepAsync("(the grant begins)", () => Task.CompletedTask, Grant);
    }

    private async Task PayAsync()
    {
        var paper = await PaperAsync();
        await DoAsync("officer", Grant, new GrantCommand.RequestDisbursement(1, Award));
        await DoAsync("head", Grant, new GrantCommand.ApproveDisbursement("p1"));
        await DoAsync("funds", Grant, new GrantCommand.RecordPayment("p1", "PZ-1", ChinaTime.DateOf(at), "HK-1"));
        await DoAsync("editor", Grant, new GrantCommand.ConfirmReceipt("p1", Award, paper));
        await DoAsync("head", Grant, new GrantCommand.Close(paper));
    }

    private async Task DoAsync(string who, CaseId id, CaseCommand command)
    {
        at = at.AddMinutes(1);
        var by = await workplace.Get<PeopleDirectory>().ActorAsync(new(who), at, CancellationToken.None) ?? throw new InvalidOperationException($"Nobody is {who}.");
        var operation = OperationId.Parse(string.Create(CultureInfo.InvariantCulture, $"cost-{++commands:D4}"));
        await StepAsync(JsonNamingPolicy.KebabCaseLower.ConvertName(command.GetType().Name), async () =>
        {
            var answer = await workplace.Get<Desk>().HandleAsync(id, command with { By = by, At = at }, operation, null, CancellationToken.None);
            if (answer is Answer.Refused refused)
            {
                throw new InvalidOperationException($"{command.GetType().Name}: {refused.Why.Code}");
            }
        });
    }

    /// <param name="due">Found by the sweep, or rung for by another case; null = whatever the command rings for.</param>
    private async Task StepAsync(string name, Func<Task> act, CaseId? due = null)
    {
        var before = requests.Requests;
        var rung = new HashSet<CaseId>(due is null ? [] : [due]);
        void Hear(CaseId id, string cause) => rung.Add(id);
        workplace.Get<Doorbell>().Rung += Hear;
        await act();
        workplace.Get<Doorbell>().Rung -= Hear;
        var answered = requests.Requests;
        foreach (var id in rung)
        {
            await FlowAsync(id);
        }

        steps.Add(new(name, answered - before, requests.Requests - answered));
    }

    /// <summary>As CaseFlow of the Worker.</summary>
    private async Task FlowAsync(CaseId id)
    {
        (flows, activities, episodes) = (flows + 1, activities + 1, episodes + 2);
        if ((await workplace.Get<Turn>().TakeAsync(id, at, CancellationToken.None)).Perform)
        {
            await workplace.Get<EffectPerformer>().PerformAsync(id, at, CancellationToken.None);
            (activities, episodes) = (activities + 1, episodes + 1);
        }
    }

    private async Task<string> PaperAsync() =>
        (await workplace.Get<IDocuments>().PutAsync(new MemoryStream("%PDF-1.7\npaper"u8.ToArray()), 100, CancellationToken.None))!.Hash;

    private static Person Of(string name, Role role) => new(new(name), name, name + "@demo.example", "zh", [role]);
}
