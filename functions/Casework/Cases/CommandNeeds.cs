using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Cases;

/// <summary>What a command's decision looks at besides the state; everything here costs a read, so most commands need nothing.</summary>
[Flags]
internal enum Needs
{
    Nothing = 0,

    /// <summary>The form's content; read together with the state.</summary>
    Form = 1,

    /// <summary>What the registers say of the organisations.</summary>
    Org = 2,

    /// <summary>A number to hand out.</summary>
    Number = 4,

    /// <summary>The persons it names.</summary>
    Persons = 8,

    /// <summary>The record whose closing day seals the one put.</summary>
    Seal = 16,
}

internal static class CommandNeeds
{
    public static Needs Of(CaseCommand command) => command switch
    {
        ApplicationCommand.CreateDraft => Needs.Org,
        ApplicationCommand.RequestGuidance => Needs.Form,
        ApplicationCommand.Resubmit => Needs.Form | Needs.Org,
        ApplicationCommand.Submit => Needs.Form | Needs.Org | Needs.Number,
        ApplicationCommand.Assign or ApplicationCommand.AssignExperts => Needs.Persons,
        RecordCommand.PutRecord or RecordCommand.Tick => Needs.Seal,
        _ => Needs.Nothing,
    };
}
