using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Portal.Pages.Figures;

/// <summary>What a case is called, and the page that shows it.</summary>
internal static class CaseNames
{
    public static string Of(CaseState state) => state switch
    {
        Application a => a.Title,
        Grant g => g.Title,
        Credential c => $"{c.Title} {c.Org}",
        RegisterRecord r => r.Title.Length > 0 ? r.Title : r.Key,
        _ => state.StateName,
    };

    /// <summary>Null for a case that has no page of its own.</summary>
    public static string? AddressOf(ProjectFlow.Core.Common.CaseId id) => id.Value[0] switch
    {
        'a' => "/cases/" + id,
        'g' => "/grants/" + id,
        'r' => "/records/" + id,
        _ => null,
    };
}
