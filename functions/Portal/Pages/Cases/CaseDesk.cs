using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Grants;

namespace ProjectFlow.Portal.Pages.Cases;

/// <summary>An application as the person signed in sees it, with all a page needs.</summary>
public sealed record CaseContext(CaseView View, Application Application, Book Book, CaseLine Line, FormContent Form) : CaseSubject(View, Book, Line)
{
    public override string Address => "/cases/" + View.Id;
}

/// <summary>What pages do with an application: find it, and give commands as the API does.</summary>
internal sealed class CaseDesk(CaseReader reader, BookKeeper books, Desk desk, PeopleDirectory directory, CaseClock clock)
{
    /// <summary>Null for no id, no application, or none of theirs.</summary>
    public async Task<CaseContext?> FindAsync(HttpContext http, string id, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) && await reader.FormAsync(of, http.Actor(), clock.Now, ct) is { View: { State: Application application } view } found && books.Open(application) is { } book
            ? new(view, application, book with { Form = found.Form }, LineOf(book, application), found.Form) : null;

    /// <summary>An application or a grant; null for no id, none of the two, or none of theirs.</summary>
    public async Task<CaseSubject?> SubjectAsync(HttpContext http, string id, CancellationToken ct) => id.StartsWith('g') ? await GrantAsync(http, id, ct) : await FindAsync(http, id, ct);

    /// <summary>Null for no id, no grant, or none of theirs.</summary>
    public async Task<GrantContext?> GrantAsync(HttpContext http, string id, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) && await reader.FindAsync(of, http.Actor(), clock.Now, ct) is { State: Grant grant } view && books.Open(grant) is { } book
            ? new(view, grant, book, LineOf(book, grant)) : null;

    /// <summary>The book with what registers say of the lead, for rules.</summary>
    public async Task<Book> WithOrgAsync(CaseContext found, CancellationToken ct)
    {
        var facts = await directory.OrgFactsAsync([found.Application.Org], ct);
        return found.Book with { Org = facts.GetValueOrDefault(found.Application.Org) };
    }

    /// <summary>Null when the command was accepted. Where it needs proof, pages answer with <see cref="Accounts.Proving"/>.</summary>
    /// <param name="operation">From the form; a double click sends the same.</param>
    public async Task<Refusal?> GiveAsync(HttpContext http, CaseSubject found, CaseCommand command, string? operation, CancellationToken ct)
    {
        var given = command with { By = http.Actor(), At = clock.Now };
        if (Proof.MissingFor(http, given) is { } unproved)
        {
            return unproved;
        }

        IReadOnlyList<DocumentRef> named = given is ApplicationCommand.AttachDocument ? [] : DocumentRefs.NamedBy(given); // the file was checked on its way in
        var answer = await desk.HandleAsync(found.View.Id, given, named, OperationOf(operation), null, ct);
        return (answer as Answer.Refused)?.Why;
    }

    /// <summary>That of the form; a new one where a form brought none.</summary>
    public static OperationId OperationOf(string? text) => OperationId.TryParse(text, out var id) ? id : OperationId.Parse(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));

    private static CaseLine LineOf(Book book, ProgrammeCase state) => Lifecycle.Project(book, state).OfType<Projection.Line>().First().Shown;
}
