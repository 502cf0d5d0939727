using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Simulation.Cabinets;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;

namespace SmartLocker.Simulation.People;

/// <summary>People who come with a one-time code; and what may be tried with one.</summary>
internal sealed class CodeUse(City city)
{
    /// <summary>For a packet that waits; without one they come by the badge.</summary>
    public void Come(Somebody person, Somebody? colleague)
    {
        Packet[] waiting =
        [
            .. Now(city.Store.Ledger.Views.Packets(
                new PacketFilter { Receivers = [person.Agency], Stages = [PacketStage.Deposited] })),
        ];
        if (waiting.Length == 0) { return; }

        Packet packet = city.Chance.Of(waiting);
        if (Now(city.Store.Codes.Give(packet.Id, person.Id)) is not (var code, var text)) { return; }

        city.Watch.Codes.Given(code);
        city.Nodes.LookForChanges();
        CabinetNode its = city.Cabinets.First(node => node.Id == code.Cabinet);
        bool another = colleague is not null && city.Faults.Strikes(FaultKind.CodeOfAnother, 0.2);
        (Somebody comes, Somebody? with) = another ? (colleague!, person) : (person, colleague);
        CabinetNode there = city.Faults.Strikes(FaultKind.CodeElsewhere, 0.1) ? city.Chance.Of(city.Cabinets) : its;

        // Long enough for the cabinet to hear of it, as a rule.
        city.Agenda.In(city.Chance.Seconds(5, 600), () => Show(comes, with, there, text));
        if (city.Faults.Strikes(FaultKind.CodeAgain, 0.3))
        {
            city.Agenda.In(city.Chance.Seconds(600, 4 * 3600), () => Show(comes, with, its, text));
        }
    }

    private void Show(Somebody person, Somebody? colleague, CabinetNode there, string text)
    {
        if (person.AtKiosk || person.IsWithdrawn) { return; }

        KioskVisit.Of(city, there, person, colleague is { AtKiosk: false } ? colleague : null, text);
    }
}
