namespace ProjectFlow.Core.Cases;

/// <summary>What a command does that a stranger at somebody's open screen must not be able to do.</summary>
public enum CommandWeight
{
    Everyday,

    /// <summary>Moves money, or says that it was moved.</summary>
    Money,

    /// <summary>Settles what becomes of a case.</summary>
    Decision,

    /// <summary>Binds the organisation when its signatory gives it.</summary>
    Signature,
}
