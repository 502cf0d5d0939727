using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Cabinets;

/// <summary>Does what a step of the core wants done, and lets the judge see it first.</summary>
internal sealed class CabinetHands(City city, CabinetNode cabinet)
{
    public void Act(CabinetEffect effect)
    {
        switch (effect)
        {
            case CabinetEffect.PulseLatch pulse:
                city.Watch.Pulsed(cabinet, pulse);
                cabinet.Doors.Pulse(pulse);
                break;
            case CabinetEffect.CheckPin check:
                city.Watch.Typed(cabinet, check.Person, check.Pin);
                bool right = PinCheck.IsRight(check.Pin, check.Verifier, cabinet.Pepper);
                cabinet.In(TimeSpan.FromMilliseconds(300), () => cabinet.Feed(new CabinetInput.PinChecked(check.Person, right)));
                break;
            case CabinetEffect.KeepAck ack:
                cabinet.TryKeep(() => cabinet.Journal!.Kept.KeepAck(ack.UpTo));
                break;
            case CabinetEffect.KeepDesired keep:
                city.Watch.Documents.Kept(cabinet.Id, keep.State);
                bool kept = cabinet.TryKeep(() => cabinet.Journal!.Kept.KeepDesired(keep.State));
                if (kept) { cabinet.Link.Held(keep.State.Version); }
                break;
            case CabinetEffect.AskForDesired:
                cabinet.Link.Held(0);
                break;
            case CabinetEffect.AskServer ask:
                if (ask.Call is ServerCall.IssuedNonce issued) { city.Watch.NonceIssued(cabinet, issued.Nonce); }

                cabinet.Link.Ask(ask);
                break;
            case CabinetEffect.AnswerServer answer:
                cabinet.Link.Answer(answer);
                break;
            default: // Sound and light, and a supply that is cut: nobody in this world measures them.
                break;
        }
    }
}
