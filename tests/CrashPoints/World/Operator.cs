using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Server.Rpc.Link;
using SmartLocker.Server.Rpc.Orders;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>Opens a door from afar, with the nonce that the cabinet issues for it.</summary>
internal static class Operator
{
    public static void Open(SmallWorld world, int compartment)
    {
        Order(world, compartment);
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.True(world.Metal.IsOpen(compartment));
        world.Cabinet!.Push(compartment);
    }

    /// <summary>More doors than the limit allows, until the cabinet opens none from afar any more.</summary>
    public static void WantsTooMuch(SmallWorld world)
    {
        Open(world, compartment: 2);
        for (int order = 0; order < 3; order++) { Order(world, compartment: 3 + order); }

        Assert.True(world.Cabinet!.State.Holdings.HasFault(FaultName.RemoteOpeningBlocked, 0));
    }

    private static void Order(SmallWorld world, int compartment)
    {
        PendingOrder nonce = new(world.Ids.NextId(), new CabinetOrder.IssueNonce());
        world.Cabinet!.Deliver(world.Server.Order(nonce));
        OrderOutcome.Nonce issued = Assert.IsType<OrderOutcome.Nonce>(SmallServer.Now(nonce.Outcome));
        OpenWish wish = new(compartment, PersonId.Parse("operator"), PersonId.Parse("approver"), "looks inside");
        CabinetOrder.Open open =
            new(CommandId.Parse(world.Ids.NextId()), issued.Value, TimeSpan.FromSeconds(10), wish);
        world.Cabinet.Deliver(world.Server.Order(new PendingOrder(world.Ids.NextId(), open)));
    }
}
