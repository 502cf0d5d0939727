namespace SmartLocker.Server.Rpc.Orders;

/// <summary>A person wants a compartment opened from afar.</summary>
/// <param name="Approver">A second person; the cabinet opens nothing that is occupied without one.</param>
/// <param name="Reason">Stands in the record.</param>
public sealed record OpenWish(int Compartment, PersonId Operator, PersonId? Approver, string Reason);
