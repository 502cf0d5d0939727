namespace SmartLocker.Server.Core.Packets;

/// <summary>Why a deposit came to nothing.</summary>
public enum DepositAbandonment
{
    /// <summary>Cancelled, taken back.</summary>
    ByPerson,

    /// <summary>The door did not open.</summary>
    DoorFault,

    /// <summary>Did not fit; a larger door follows.</summary>
    TooSmall,

    /// <summary>Power failed or the person left: nobody can say whether it is inside.</summary>
    Interrupted,
}
