namespace ProjectFlow.Core.Rules;

/// <summary>What is missing for a rule to pass, in words for the applicant.</summary>
public sealed record Gap(string Zh, string En)
{
    internal static Gap Join(IReadOnlyList<Gap> gaps, string zh, string en) =>
        new(string.Join(zh, gaps.Select(g => g.Zh)), string.Join(en, gaps.Select(g => g.En)));
}
