using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Pages.Cases;

namespace ProjectFlow.Portal.Pages.Grants;

/// <summary>A grant as the person signed in sees it, with all a page needs.</summary>
public sealed record GrantContext(CaseView View, Grant Grant, Book Book, CaseLine Line) : CaseSubject(View, Book, Line)
{
    public override string Address => "/grants/" + View.Id;
}
