namespace ProjectFlow.Core.Mails;

/// <summary>Who gets a mail; persons are looked up when it is sent.</summary>
public enum Audience
{
    /// <summary>AE of the lead organisation.</summary>
    Editors,

    /// <summary>AS of the lead organisation.</summary>
    Signatories,

    /// <summary>The assigned officer, or every officer of the section while nobody is assigned.</summary>
    Owner,

    /// <summary>CH of the section.</summary>
    SectionHeads,

    /// <summary>LD.</summary>
    Leaders,

    /// <summary>FA.</summary>
    FundAdministrators,

    /// <summary>TA of the organisation's area.</summary>
    TownAssistants,

    /// <summary>Experts assigned to the case.</summary>
    Experts,

    Administrators,
}
