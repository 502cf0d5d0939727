using SmartLocker.CrashPoints.Tests.World;
using SmartLocker.Server.Core.Access;

namespace SmartLocker.CrashPoints.Tests;

/// <summary>One thing that happens, small: what leads up to it, and the part that is played at every point.</summary>
internal sealed record Workflow(string Name, Func<SmallWorld, Action> Prepare)
{
    public static IReadOnlyList<Workflow> All { get; } =
    [
        new("deposit", world =>
        {
            PacketId packet = Sealed(Online(world));
            return () => new Visit(world, SmallWorld.Sender, null, packet).Run();
        }),
        new("pickup", world =>
        {
            Deposited(Online(world));
            return () => new Visit(world, SmallWorld.Receiver, null).Run();
        }),
        new("pickup by two", world =>
        {
            Deposited(Online(world), confidential: true);
            return () => new Visit(world, SmallWorld.Receiver, SmallWorld.Colleague).Run();
        }),
        new("deposit without a network", world =>
        {
            PacketId packet = Sealed(Online(world));
            world.Cabinet!.Cut();
            return () => new Visit(world, SmallWorld.Sender, null, packet).Run();
        }),
        new("pickup without a network", world =>
        {
            Deposited(Online(world));
            world.Cabinet!.Cut();
            return () => new Visit(world, SmallWorld.Receiver, null).Run();
        }),
        new("upload and acknowledgement", world =>
        {
            PacketId packet = Sealed(Online(world));
            world.Cabinet!.Cut();
            new Visit(world, SmallWorld.Sender, null, packet).Run();
            return world.Cabinet!.Connect;
        }),
        new("desired state", world =>
        {
            Online(world);
            return () =>
            {
                Clerk.Seal(world);
                SmallServer.Now(world.Server.Organisation.SetPin(
                    SmallWorld.Sender.Person.Id, "20261002", Actor.Server, iterations: 1));
                world.Cabinet!.Exchange();
            };
        }),
        new("first start", world => () => Online(world)),
        new("restart", world =>
        {
            Deposited(Online(world));
            return () =>
            {
                world.AgentDies();
                Online(world);
            };
        }),
        new("checkpoint and pruning", world =>
        {
            Deposited(Online(world));
            world.Cabinet!.Journal.Checkpoint();
            new Visit(world, SmallWorld.Receiver, null).Run();
            Deposited(world);
            return () =>
            {
                world.Cabinet!.Journal.Checkpoint();
                for (int round = 0; round < 12; round++) { world.Cabinet!.Journal.Tend(); }
            };
        }),
        new("opening from afar", world =>
        {
            Online(world);
            return () => Operator.Open(world, compartment: 2);
        }),
        new("pickup by a one-time code", world =>
        {
            PacketId packet = Deposited(Online(world));
            string code = CodeGiver.Give(world, packet, SmallWorld.Receiver);
            return () => new Visit(world, SmallWorld.Receiver, null) { Code = code }.Run();
        }),
        new("a one-time code without a network, and the packet left inside", world =>
        {
            PacketId packet = Deposited(Online(world));
            string code = CodeGiver.Give(world, packet, SmallWorld.Receiver);
            world.Cabinet!.Cut();
            return () => new Visit(world, SmallWorld.Receiver, null) { Code = code, TakesNothing = true }.Run();
        }),
        new("an entry that nobody can read", world =>
        {
            Online(world);
            return () => Attendant.Settles(world);
        }),
        new("opening from afar is allowed again", world =>
        {
            Operator.WantsTooMuch(Online(world));
            return () => new Visit(world, SmallWorld.Technician, null).Run();
        }),
        new("enrolment", world => () => Machines.Enrol(world)),
        new("intake, sealing, receipt", world =>
        {
            PacketId collected = Deposited(Online(world));
            new Visit(world, SmallWorld.Receiver, null).Run();
            return () =>
            {
                Clerk.Seal(world);
                Clerk.Receipt(world, collected);
            };
        }),
    ];

    public override string ToString() => Name;

    private static SmallWorld Online(SmallWorld world)
    {
        world.PowerOn();
        world.Cabinet!.Connect();
        return world;
    }

    private static PacketId Sealed(SmallWorld world, bool confidential = false) => Clerk.Seal(world, confidential);

    private static PacketId Deposited(SmallWorld world, bool confidential = false)
    {
        PacketId packet = Sealed(world, confidential);
        new Visit(world, SmallWorld.Sender, null, packet).Run();
        Assert.True(world.Metal.Inside.ContainsKey(packet));
        return packet;
    }
}
