using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Claiming;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Casework.Tests;

/// <summary>A bureau on a data folder of its own: real rows, real documents, mail kept.</summary>
internal sealed class Bureau : IDisposable
{
    public static readonly ProgrammeRef Upward = TestProgrammes.Upward.Ref;

    /// <summary>The figures we ship.</summary>
    public static readonly MetricCatalogue Shipped = MetricFolder.Load(Path.Combine(AppContext.BaseDirectory, "Metrics"));

    private readonly SqliteRows _store;
    private readonly BookKeeper _books;
    private readonly Func<Desk> newDesk;

    public Bureau(string? folder = null, Func<IRows, IRows>? around = null, RegisterShelf? registers = null, MetricCatalogue? metrics = null, IReadOnlyList<Programme>? programmes = null, IMailer? mailer = null)
    {
        Metrics = metrics ?? Shipped;
        Folder = folder ?? Directory.CreateTempSubdirectory("projectflow-").FullName;
        _store = SqliteRows.Open(Folder);
        Rows = new CountingRows(around?.Invoke(_store) ?? _store);
        var documents = FolderDocuments.Open(Path.Combine(Folder, "documents"));
        var shelf = new ProgrammeShelf(programmes ?? [TestProgrammes.Upward, TestProgrammes.Local, TestProgrammes.Hnte], World.Calendar);
        Definitions = new(Rows, documents, shelf, TimeProvider.System);
        People = new(Rows, TimeProvider.System);
        Numbers = new(Rows);
        var books = _books = new(shelf, registers ?? RegisterShelf.Empty, People, Numbers, Rows);
        Claims = new(Rows);
        newDesk = () => new(Rows, documents, books, Metrics, Claims, Bell);
        Desk = newDesk();
        Reader = new(Rows, books);
        Dead = new(Rows, Bell);
        Ledger = new(Rows);
        var mails = new MailEffects(Rows, shelf, People, new(People), new(Rows, Suppressions = new(Rows), mailer ?? new KeptMailer()), new("http://127.0.0.1:5080"));
        Performer = new(Rows, mails, Ledger, new(Desk, People), Refresh = new(Rows, books, Metrics), new(Rows, Dead));
        Turn = new(Rows, Desk, books, Performer);
        Rebuild = new(Rows, books, Metrics, Refresh, Lists, Quarantine);
        Flow = new(Turn, Performer);
        Sweep = new(Rows, Flow);
    }

    public string Folder { get; }

    public CountingRows Rows { get; }

    public Doorbell Bell { get; } = new();

    public StoredDefinitions Definitions { get; }

    public PeopleDirectory People { get; }

    public Numbers Numbers { get; }

    public Claims Claims { get; }

    public Desk Desk { get; private set; }

    public CaseReader Reader { get; }

    public Turn Turn { get; }

    public EffectPerformer Performer { get; }

    public LedgerEffects Ledger { get; }

    public DeadLetters Dead { get; }

    public CaseFlow Flow { get; }

    public Sweep Sweep { get; }

    public MailBox Mails => new(Rows);

    public Suppressions Suppressions { get; }

    public MailEvents News => new(Rows, Suppressions);

    public MailResends Resends => new(Rows, People, Suppressions, Bell);

    public CaseLists Lists => new(Rows, Quarantine);

    public Quarantine Quarantine => new(Rows, TimeProvider.System);

    public QuarantineCheck QuarantineCheck => new(Rows, Refresh, Bell);

    public MetricBoard Board => new(Rows, Metrics);

    public MetricCatalogue Metrics { get; }

    public RefreshEffects Refresh { get; }

    public MetricRebuild Rebuild { get; }

    /// <summary>The same data, started with other metric files.</summary>
    public (MetricBoard Board, MetricRebuild Rebuild) WithMetrics(MetricCatalogue metrics) => (new(Rows, metrics), new(Rows, _books, metrics, new(Rows, _books, metrics), Lists, Quarantine));

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A bureau whose people and enterprise are registered.</summary>
    public static async Task<Bureau> OpenAsync(Func<IRows, IRows>? around = null, RegisterShelf? registers = null, IReadOnlyList<Programme>? programmes = null, IMailer? mailer = null)
    {
        var bureau = new Bureau(null, around, registers, programmes: programmes, mailer: mailer);
        await bureau.People.SaveAsync(new Organisation(World.Acme, "新沂市演示材料有限公司", "enterprise", "Caoqiao") { Verified = true }, Ct);
        foreach (var actor in new[] { World.Editor, World.Signatory, World.Officer, World.Second, World.Head, World.Leader, World.Town, World.Expert, World.Expert2 })
        {
            await bureau.People.SaveAsync(PersonOf(actor), Ct);
        }

        bureau.Rows.Reset();
        return bureau;
    }

    public Task<Answer> DoAsync(Actor who, ApplicationCommand command, string operation, DateTimeOffset? at = null, CaseId? id = null, long? version = null) =>
        Desk.HandleAsync(id ?? World.Case, command with { By = who, At = at ?? World.Monday }, OperationId.Parse(operation), version, Ct);

    /// <summary>Another host serves from now on: it knows of the cases only what is stored.</summary>
    /// <returns>The desk that served until now.</returns>
    public Desk ChangeDesk()
    {
        var before = Desk;
        Desk = newDesk();
        return before;
    }

    /// <summary>A draft with form and signed paper, ready for guidance.</summary>
    public async Task DraftAsync(CaseId? id = null, ProgrammeRef? programme = null)
    {
        var suffix = (id ?? World.Case).Value;
        Done(await DoAsync(World.Editor, new ApplicationCommand.CreateDraft(programme ?? Upward, World.Acme, "新合金"), "create-" + suffix, id: id));
        Done(await DoAsync(World.Editor, new ApplicationCommand.SaveDraft("新合金", World.Form), "save-" + suffix, id: id));
        Done(await DoAsync(World.Editor, new ApplicationCommand.AttachDocument(World.File()), "attach-" + suffix, id: id));
    }

    public static Answer.Done Done(Answer answer) => answer as Answer.Done ?? throw new Xunit.Sdk.XunitException("refused: " + ((Answer.Refused)answer).Why.Code);

    public static void Refused(string code, Answer answer) => Assert.Equal(code, Assert.IsType<Answer.Refused>(answer).Why.Code);

    /// <summary>Closes the store and judges what it holds.</summary>
    public void CloseAndCheck()
    {
        _store.Dispose();
        Assert.Empty(Checker.Read(Folder).Faults());
    }

    public void Dispose()
    {
        Definitions.Dispose();
        _store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Person PersonOf(Actor actor) => new(actor.Id, actor.Id.Value, actor.Id + "@demo.example", actor.Is(Role.Leader) ? "en" : "zh", [.. actor.Roles])
    {
        Org = actor.Org,
        Sections = [.. actor.Sections],
        Areas = [.. actor.Areas],
    };
}
