using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>Opens a door from afar, with the nonce that the cabinet issues for it.</summary>
internal static class Operator
{
    public static void Open(SmallWorld world, int compartment)
    {
        PendingOrder nonce = new(world.Ids.NextId(), new CabinetOrder.IssueNonce());
        world.Cabinet!.Deliver(world.Server.Order(nonce));
        OrderOutcome.Nonce issued = Assert.IsType<OrderOutcome.Nonce>(SmallServer.Now(nonce.Outcome));
        OpenWish wish = new(compartment, PersonId.Parse("operator"), PersonId.Parse("approver"), "looks inside");
        CabinetOrder.Open open =
            new(CommandId.Parse(world.Ids.NextId()), issued.Value, TimeSpan.FromSeconds(10), wish);
        world.Cabinet.Deliver(world.Server.Order(new PendingOrder(world.Ids.NextId(), open)));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.True(world.Metal.IsOpen(compartment));
        world.Cabinet.Push(compartment);
    }
}
