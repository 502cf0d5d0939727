using System.Diagnostics;
using SmartLocker.Firmware.Core.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The facts about packets, as part of <see cref="FactWire"/>.</summary>
internal static class PacketFactWire
{
    public static V1.Fact Write(Fact fact) => fact switch
    {
        Fact.PacketDeposited f => new V1.Fact
        {
            PacketDeposited = new V1.PacketDeposited
            {
                PacketId = f.Packet.Value,
                Compartment = (uint)f.Compartment,
                ActorId = f.Actor.Value,
                CommandId = f.Command.Value,
                ReceiverAgency = f.Receiver?.Value ?? "",
            },
        },
        Fact.PacketFound f => new V1.Fact
        {
            PacketFound = new V1.PacketFound
            {
                PacketId = f.Packet.Value,
                Compartment = (uint)f.Compartment,
                ReceiverAgency = f.Receiver?.Value ?? "",
                DesiredVersion = (ulong)f.DesiredVersion,
            },
        },
        Fact.DepositAbandoned f => new V1.Fact
        {
            DepositAbandoned = new V1.DepositAbandoned
            {
                PacketId = f.Packet.Value,
                Compartment = (uint)f.Compartment,
                ActorId = f.Actor.Value,
                CommandId = f.Command?.Value ?? "",
                Reason = EnumWire<DepositAbandonment, V1.DepositAbandonment>.Write(f.Reason),
            },
        },
        Fact.PacketPickedUp f => new V1.Fact { PacketPickedUp = PickedUp(f) },
        Fact.PickupAbandoned f => new V1.Fact { PickupAbandoned = Abandoned(f) },
        _ => CabinetFactWire.Write(fact),
    };

    public static Fact Read(V1.Fact wire) => wire.KindCase switch
    {
        V1.Fact.KindOneofCase.PacketDeposited => new Fact.PacketDeposited(
            PacketId.Parse(wire.PacketDeposited.PacketId), WireRead.Number(wire.PacketDeposited.Compartment),
            PersonId.Parse(wire.PacketDeposited.ActorId), CommandId.Parse(wire.PacketDeposited.CommandId),
            WireRead.Agency(wire.PacketDeposited.ReceiverAgency)),
        V1.Fact.KindOneofCase.PacketFound => new Fact.PacketFound(
            PacketId.Parse(wire.PacketFound.PacketId), WireRead.Number(wire.PacketFound.Compartment),
            WireRead.Agency(wire.PacketFound.ReceiverAgency), WireRead.Number(wire.PacketFound.DesiredVersion)),
        V1.Fact.KindOneofCase.DepositAbandoned => new Fact.DepositAbandoned(
            PacketId.Parse(wire.DepositAbandoned.PacketId), WireRead.Number(wire.DepositAbandoned.Compartment),
            PersonId.Parse(wire.DepositAbandoned.ActorId),
            EnumWire<DepositAbandonment, V1.DepositAbandonment>.Read(wire.DepositAbandoned.Reason),
            wire.DepositAbandoned.CommandId.Length == 0 ? null : CommandId.Parse(wire.DepositAbandoned.CommandId)),
        V1.Fact.KindOneofCase.PacketPickedUp => new Fact.PacketPickedUp(
            PacketId.Parse(wire.PacketPickedUp.PacketId), WireRead.Number(wire.PacketPickedUp.Compartment),
            WireRead.Persons(wire.PacketPickedUp.ActorIds), CommandId.Parse(wire.PacketPickedUp.CommandId),
            EnumWire<SealState, V1.SealState>.Read(wire.PacketPickedUp.Seal)),
        V1.Fact.KindOneofCase.PickupAbandoned => new Fact.PickupAbandoned(
            WireRead.Packets(wire.PickupAbandoned.PacketIds), WireRead.Number(wire.PickupAbandoned.Compartment),
            WireRead.Persons(wire.PickupAbandoned.ActorIds), CommandId.Parse(wire.PickupAbandoned.CommandId)),
        _ => CabinetFactWire.Read(wire),
    };

    private static V1.PacketPickedUp PickedUp(Fact.PacketPickedUp fact)
    {
        V1.PacketPickedUp wire = new()
        {
            PacketId = fact.Packet.Value,
            Compartment = (uint)fact.Compartment,
            CommandId = fact.Command.Value,
            Seal = EnumWire<SealState, V1.SealState>.Write(fact.Seal),
        };
        wire.ActorIds.AddRange(fact.Actors.Select(actor => actor.Value));
        return wire;
    }

    private static V1.PickupAbandoned Abandoned(Fact.PickupAbandoned fact)
    {
        V1.PickupAbandoned wire = new() { Compartment = (uint)fact.Compartment, CommandId = fact.Command.Value };
        wire.PacketIds.AddRange(fact.Packets.Select(packet => packet.Value));
        wire.ActorIds.AddRange(fact.Actors.Select(actor => actor.Value));
        return wire;
    }
}
