using System.Diagnostics;
using SmartLocker.Firmware.Core.Journal;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Firmware.Agent.Journal;

/// <summary>The facts about the cabinet itself: faults, refused orders, limits.</summary>
internal static class CabinetFactWire
{
    public static V1.Fact Write(Fact fact) => fact switch
    {
        Fact.FaultRaised f => new V1.Fact
        {
            FaultRaised = new V1.FaultRaised { Name = f.Name, Compartment = (uint)f.Compartment, Detail = f.Detail },
        },
        Fact.FaultCleared f => new V1.Fact
        {
            FaultCleared = new V1.FaultCleared { Name = f.Name, Compartment = (uint)f.Compartment },
        },
        Fact.CommandRefused f => new V1.Fact
        {
            CommandRefused = new V1.CommandRefused
            {
                CommandId = f.Command.Value,
                Compartment = (uint)f.Compartment,
                Reason = EnumWire<CommandRefusal, V1.CommandRefusal>.Write(f.Reason),
            },
        },
        Fact.LimitsAged f => new V1.Fact
        {
            LimitsAged = new V1.LimitsAged
            {
                RemoteOpens = (uint)f.RemoteOpens,
                OrdersOverLimit = (uint)f.OrdersOverLimit,
                WrongPins = (uint)f.WrongPins,
            },
        },
        Fact.RemoteOpeningAllowed f => new V1.Fact
        {
            RemoteOpeningAllowed = new V1.RemoteOpeningAllowed { PersonId = f.Person.Value },
        },
        _ => throw new UnreachableException($"No wire for {fact}."),
    };

    public static Fact Read(V1.Fact wire) => wire.KindCase switch
    {
        V1.Fact.KindOneofCase.FaultRaised =>
            new Fact.FaultRaised(wire.FaultRaised.Name, WireRead.Number(wire.FaultRaised.Compartment), wire.FaultRaised.Detail),
        V1.Fact.KindOneofCase.FaultCleared =>
            new Fact.FaultCleared(wire.FaultCleared.Name, WireRead.Number(wire.FaultCleared.Compartment)),
        V1.Fact.KindOneofCase.CommandRefused => new Fact.CommandRefused(
            CommandId.Parse(wire.CommandRefused.CommandId), WireRead.Number(wire.CommandRefused.Compartment),
            EnumWire<CommandRefusal, V1.CommandRefusal>.Read(wire.CommandRefused.Reason)),
        V1.Fact.KindOneofCase.LimitsAged => new Fact.LimitsAged(
            WireRead.Number(wire.LimitsAged.RemoteOpens), WireRead.Number(wire.LimitsAged.OrdersOverLimit),
            WireRead.Number(wire.LimitsAged.WrongPins)),
        V1.Fact.KindOneofCase.RemoteOpeningAllowed =>
            new Fact.RemoteOpeningAllowed(PersonId.Parse(wire.RemoteOpeningAllowed.PersonId)),
        _ => throw new FormatException($"A fact of no known kind ({wire.KindCase})."),
    };
}
