namespace SmartLocker.Server.Core.Assignment;

/// <summary>One compartment as the cabinet sees it when it asks.</summary>
public enum CompartmentCondition
{
    Vacant,
    Occupied,

    /// <summary>Door not shut, or in use by this visit.</summary>
    Busy,

    /// <summary>A fault, or sensors unknown.</summary>
    OutOfService,

    /// <summary>The courier said no to this door for this packet.</summary>
    Refused,
}
