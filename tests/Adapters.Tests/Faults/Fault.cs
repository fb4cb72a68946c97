namespace ProjectFlow.Adapters.Tests.Faults;

/// <summary>What a cloud does to a request now and then.</summary>
public enum Fault
{
    None,

    /// <summary>503 ServerBusy.</summary>
    Busy,

    /// <summary>500 OperationTimedOut.</summary>
    TimedOut,

    /// <summary>408.</summary>
    TooSlow,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>No answer until the client gives up.</summary>
    Hang,
}
