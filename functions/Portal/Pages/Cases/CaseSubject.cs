using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Portal.Pages.Cases;

/// <summary>A case that commands are given to on pages: an application or a grant, as the person signed in sees it.</summary>
/// <param name="Line">As lists show it: whose turn it is, and until when.</param>
public abstract record CaseSubject(CaseView View, Book Book, CaseLine Line)
{
    public Programme Programme => Book.Programme;

    public string Title => Line.Title;

    /// <summary>Of its page.</summary>
    public abstract string Address { get; }

    public bool May(string command) => View.Permitted.Contains(command);
}
