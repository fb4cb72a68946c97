using System.Globalization;
using System.Text;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Casework.Tests.Importing;

/// <summary>A bureau where an officer of two sections, or whoever is named, imports files.</summary>
internal sealed class ImportDesk : IDisposable
{
    private readonly Bureau bureau;
    private readonly FolderDocuments documents;

    private ImportDesk(Bureau bureau)
    {
        this.bureau = bureau;
        documents = FolderDocuments.Open(Path.Combine(bureau.Folder, "documents"));
        var shelf = new RegisterShelf(All);
        Registers = new(bureau.Desk, shelf);
        Store = new(bureau.Rows);
        Imports = new(Store, documents, shelf);
        Runner = new(Store, documents, shelf, Registers, bureau.Reader, bureau.People);
        Sheets = new(bureau.Lists, bureau.Reader);
    }

    public Bureau Bureau => bureau;

    public RegisterDesk Registers { get; }

    public ImportStore Store { get; }

    public Imports Imports { get; }

    public ImportRunner Runner { get; }

    public RegisterSheets Sheets { get; }

    public static async Task<ImportDesk> OpenAsync(Func<IRows, IRows>? around = null)
    {
        var bureau = await Bureau.OpenAsync(around, new(All));
        await bureau.People.SaveAsync(new Person(Officer.Id, "李", "li@demo.example", "zh", [Role.Officer]) { Sections = ["projects", "hightech"] }, Ct);
        return new(bureau);
    }

    public async Task SweepAsync() => await bureau.Sweep.RunAsync(Monday, Ct);

    public async Task<string> StoreAsync(byte[] file)
    {
        using var content = new MemoryStream(file);
        return (await documents.PutAsync(content, long.MaxValue, Ct))!.Hash;
    }

    public Task<string> StoreAsync(string text) => StoreAsync(Encoding.UTF8.GetBytes(text));

    public async Task<ImportJob> AskAsync(string register, string text, ImportMode mode, Actor who) =>
        await Imports.AskAsync(register, await StoreAsync(text), "figures.csv", mode, new Dictionary<string, string>(), who, Monday, Ct);

    public async Task<ImportJob> RunAsync(string register, string text, ImportMode mode = ImportMode.AllOrNothing, Actor? who = null) =>
        await Runner.RunAsync(await AskAsync(register, text, mode, who ?? Officer), () => Monday, Ct);

    public async Task<ImportJob> RunAsync(string register, byte[] file, ImportMode mode = ImportMode.AllOrNothing) =>
        await Runner.RunAsync(await Imports.AskAsync(register, await StoreAsync(file), "figures.xlsx", mode, new Dictionary<string, string>(), Officer, Monday, Ct), () => Monday, Ct);

    public async Task<List<string>> BadAsync(ImportJob job) =>
        await Store.BadAsync(job.Id, Ct).Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Sheet} {b.Row} {b.Column} {b.Header} {b.Code}")).ToListAsync(Ct);

    /// <summary>How many records the register has.</summary>
    public async Task<int> CountAsync(string register)
    {
        await SweepAsync();
        return (await bureau.Lists.PageAsync(RecordProjection.Whole(register, null), "", 100, Ct)).Lines.Count;
    }

    public async Task<RegisterRecord?> RecordAsync(string register, string key) => (await bureau.Reader.FindAsync(CaseId.Record(register, key), Officer, Monday, Ct))?.State as RegisterRecord;

    public void Dispose() => bureau.Dispose();
}
