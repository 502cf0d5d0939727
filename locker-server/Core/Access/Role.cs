namespace SmartLocker.Server.Core.Access;

/// <summary>What a person is trusted with.</summary>
public enum Role
{
    /// <summary>傳遞人員: deposits and collects for agencies.</summary>
    Courier,

    /// <summary>收發人員: packs, seals, signs for and registers documents of agencies.</summary>
    Clerk,

    /// <summary>Looks after cabinets, agencies and people; sees packets, never receipts them.</summary>
    Administrator,
}
