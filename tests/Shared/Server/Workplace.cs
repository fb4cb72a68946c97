using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal;
using ProjectFlow.Portal.Accounts;

namespace ProjectFlow.Tests.Shared;

/// <summary>A data folder with a programme and people of its own, opened in process to prepare it for a server, or to use it without one.</summary>
public sealed class Workplace : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    public static readonly OrgId Enterprise = new("91320381DEMA00013G");

    private const string Reward =
        """
        {"id":"reward","version":"2026.1","nameZh":"奖补","nameEn":"Reward","kind":"project","decisionBy":"bureau","level":"county","section":"plan",
         "round":{"year":2026,"rolling":true,"perOrgLimit":1000000},
         "stages":{"guidance":"none","selection":"none","publicity":{"days":5}},
         "participants":[{"role":"lead","orgTypes":["enterprise"],"required":true}],
         "form":{"sections":[{"id":"project","titleZh":"项目","titleEn":"Project","fields":[{"id":"goal","type":"longText","labelZh":"目标","labelEn":"Goal"}]}]},
         "funding":{"mode":"reward","payer":"local","fund":"reward","instalments":[{"basisPoints":10000,"trigger":"approval"}]}}
        """;

    /// <summary>Shipped programmes that the shipped list of certificates stands on.</summary>
    private static readonly string[] NamedByRegisters = ["hnte-2023.json", "sme-2023.json"];

    private readonly SqliteRows _rows;
    private readonly ServiceProvider _services;

    private Workplace(string folder, RegisterShelf registers, Func<IRows, IRows>? around, IMailer? mailer)
    {
        _rows = SqliteRows.Open(folder);
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging()
            .AddSingleton(around?.Invoke(_rows) ?? _rows).AddSingleton<IDocuments>(FolderDocuments.Open(Path.Combine(folder, "documents"))).AddSingleton(mailer ?? new KeptMailer())
            .AddSingleton(TimeProvider.System).AddSingleton(new MailLinks("http://127.0.0.1")).AddSingleton(new ProgrammeShelf([Programme], Calendar)).AddSingleton(registers)
            .AddSingleton(MetricFolder.Load(Path.Combine(AppContext.BaseDirectory, "Metrics")))
            .AddPortal().BuildServiceProvider();
    }

    public static Programme Programme { get; } = ProgrammeFile.Parse("reward.json", System.Text.Encoding.UTF8.GetBytes(Reward)) is { Value: { } programme } parsed
        ? programme : throw new InvalidOperationException(string.Join("; ", ProgrammeFile.Parse("reward.json", System.Text.Encoding.UTF8.GetBytes(Reward)).Problems));

    public static Person Editor { get; } = new(new("editor"), "甲", "editor@demo.example", "zh", [Role.ApplicantEditor]) { Org = Enterprise };

    public static Person Officer { get; } = new(new("officer"), "乙", "officer@demo.example", "zh", [Role.Officer]) { Sections = ["plan"] };

    public static Person Head { get; } = new(new("head"), "丙", "head@demo.example", "zh", [Role.SectionHead]) { Sections = ["plan"] };

    public static Person Funds { get; } = new(new("funds"), "丁", "funds@demo.example", "zh", [Role.FundAdministrator]);

    public IRows Rows => _rows;

    public static string ProgrammesOf(string folder) => Path.Combine(folder, "programmes");

    /// <param name="registers">Null = none.</param>
    /// <param name="around">Put around the store; null = nothing.</param>
    /// <param name="mailer">Null = mail is kept.</param>
    public static Workplace Open(string folder, RegisterShelf? registers = null, Func<IRows, IRows>? around = null, IMailer? mailer = null)
    {
        Directory.CreateDirectory(ProgrammesOf(folder));
        File.WriteAllText(Path.Combine(ProgrammesOf(folder), "reward.json"), Reward);
        foreach (var file in NamedByRegisters)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Programmes", file), Path.Combine(ProgrammesOf(folder), file), overwrite: true);
        }

        return new(folder, registers ?? RegisterShelf.Empty, around, mailer);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The enterprise, and each person with an account.</summary>
    public async Task RegisterAsync(CancellationToken ct)
    {
        await Get<PeopleDirectory>().SaveAsync(new Organisation(Enterprise, "新沂市演示材料有限公司", "enterprise", "草桥镇") { Verified = true }, ct);
        await using var scope = _services.CreateAsyncScope();
        foreach (var person in new[] { Editor, Officer, Head, Funds })
        {
            await Get<PeopleDirectory>().SaveAsync(person, ct);
            var made = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(new Account { Id = person.Id.Value, UserName = person.Email, Email = person.Email }, Password);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException(made.ToString());
            }
        }
    }

    public async Task<CaseId> OpenGrantAsync(string name, Money award, CancellationToken ct)
    {
        var (id, now) = (CaseId.Grant(name), DateTimeOffset.UtcNow);
        var officer = await Get<PeopleDirectory>().ActorAsync(Officer.Id, now, ct);
        var open = new GrantCommand.Open(Programme.Ref, Enterprise, name, award, "新科〔2026〕1号", 2026) { By = officer!, At = now };
        return await Get<Desk>().HandleAsync(id, open, OperationId.Parse("open-" + name), null, ct) is Answer.Refused refused
            ? throw new InvalidOperationException(refused.Why.Code) : id;
    }

    /// <summary>Lets the server's cases live later than the real clock, so that what somebody had leased is free again.</summary>
    public Task ShiftClockAsync(TimeSpan by, CancellationToken ct) =>
        _rows.CommitAsync("settings", [new Write.Put(new("clock", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(by)))], Guid.NewGuid().ToString("N"), ct);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _rows.Dispose();
    }

    private static WorkCalendar Calendar => CalendarFile.Parse("calendar", File.ReadAllBytes(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Calendars"), "*.json").Order().Last(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)))).Value!;
}
