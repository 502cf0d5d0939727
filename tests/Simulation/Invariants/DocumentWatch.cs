using Google.Protobuf;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Simulation.World;
using static SmartLocker.Simulation.Server.Ended;
using HeldState = SmartLocker.Firmware.Core.Desired.DesiredState;
using ServerWire = SmartLocker.Server.Rpc.Wire.DesiredWire;

namespace SmartLocker.Simulation.Invariants;

/// <summary>What a cabinet goes by is, word for word, the document that the server made under that number.</summary>
internal sealed class DocumentWatch(City city)
{
    /// <summary>The cabinet has put it together from whatever it was sent, and is about to keep it.</summary>
    public void Kept(CabinetId cabinet, HeldState held)
    {
        // Mostly it is the newest. The server forgets old ones; a cabinet that was away for so long is told the newest anyway.
        DesiredState? newest = Now(city.Store.Ledger.FindDesired(cabinet, null));
        DesiredState? made = newest?.Version == held.Version ? newest : Now(city.Store.Ledger.FindDesired(cabinet, held.Version));
        if (made is null) { return; }

        HeldState meant = DesiredWire.ReadFull(ServerWire.Write(new DesiredChange.Full(made)).ToByteArray());
        bool same = DesiredWire.ToDocument(held).AsSpan().SequenceEqual(DesiredWire.ToDocument(meant));
        city.Watch.Hold(same, 13, $"{cabinet} holds another document {held.Version} than was made for it");
        PersonId[] left = [.. held.People.Keys.Except(meant.People.Keys)];
        city.Watch.Hold(left.Length == 0, 20, $"{cabinet} still knows {string.Join(' ', left)} in document {held.Version}");
    }
}
