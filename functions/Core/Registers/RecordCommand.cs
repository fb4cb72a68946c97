using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Registers;

/// <summary>What can be asked of a record.</summary>
public abstract record RecordCommand : CaseCommand
{
    /// <summary>Creates the record its key names, or changes it to exactly this content.</summary>
    /// <param name="Source">Where the content came from; null = typed.</param>
    public sealed record PutRecord(RegisterRef Register, FormContent Content, string? Source = null) : RecordCommand;

    /// <param name="Move">Of the register's moves.</param>
    /// <param name="On">The day it happened; not in the future.</param>
    /// <param name="Content">Values of the fields the move asks for.</param>
    public sealed record MoveRecord(string Move, DateOnly On, string? Reason = null, FormContent? Content = null) : RecordCommand;

    /// <summary>Takes the record out of lists and figures; its history stays readable, and putting it again brings it back.</summary>
    public sealed record RemoveRecord(string Reason) : RecordCommand;

    /// <summary>Given by the system: a record of <paramref name="Register"/> points at this one and counts.</summary>
    /// <param name="To">This record's register, with <paramref name="Key"/> for when it was never put.</param>
    public sealed record LinkRecord(string To, string Key, string Register, CaseId Record) : RecordCommand;

    /// <summary>Given by the system: it no longer does.</summary>
    public sealed record UnlinkRecord(string To, string Key, string Register, CaseId Record) : RecordCommand;

    /// <summary>Applies what is due by <c>At</c>; only the system gives it.</summary>
    public sealed record Tick : RecordCommand;

    private RecordCommand() { }
}
