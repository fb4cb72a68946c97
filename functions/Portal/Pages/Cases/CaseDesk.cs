using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Pages.Cases;

/// <summary>An application as the person signed in sees it, with all a page needs.</summary>
/// <param name="Line">As lists show it: whose turn it is, and until when.</param>
public sealed record CaseContext(CaseView View, Application Application, Book Book, CaseLine Line, FormContent Form)
{
    public Programme Programme => Book.Programme;

    public string Address => "/cases/" + View.Id;

    public bool May(string command) => View.Permitted.Contains(command);
}

/// <summary>What pages do with an application: find it, and give commands as the API does.</summary>
internal sealed class CaseDesk(CaseReader reader, BookKeeper books, Desk desk, PeopleDirectory directory, CaseClock clock)
{
    /// <summary>Null for no id, no application, or none of theirs.</summary>
    public async Task<CaseContext?> FindAsync(HttpContext http, string id, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) && await reader.FormAsync(of, http.Actor(), clock.Now, ct) is { View: { State: Application application } view } found && books.Open(application) is { } book
            ? new(view, application, book with { Form = found.Form }, LineOf(book, application), found.Form) : null;

    /// <summary>The book with what registers say of the lead, for rules.</summary>
    public async Task<Book> WithOrgAsync(CaseContext found, CancellationToken ct)
    {
        var facts = await directory.OrgFactsAsync([found.Application.Org], ct);
        return found.Book with { Org = facts.GetValueOrDefault(found.Application.Org) };
    }

    /// <summary>Null when the command was accepted.</summary>
    /// <param name="operation">From the form; a double click sends the same.</param>
    public async Task<Refusal?> GiveAsync(HttpContext http, CaseContext found, ApplicationCommand command, string? operation, CancellationToken ct)
    {
        var given = command with { By = http.Actor(), At = clock.Now };
        IReadOnlyList<DocumentRef> named = given is ApplicationCommand.AttachDocument ? [] : DocumentRefs.NamedBy(given); // the file was checked on its way in
        var answer = await desk.HandleAsync(found.View.Id, given, named, OperationOf(operation), null, ct);
        return (answer as Answer.Refused)?.Why;
    }

    /// <summary>That of the form; a new one where a form brought none.</summary>
    public static OperationId OperationOf(string? text) => OperationId.TryParse(text, out var id) ? id : OperationId.Parse(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));

    private static CaseLine LineOf(Book book, Application application) => Lifecycle.Project(book, application).OfType<Projection.Line>().First().Shown;
}
