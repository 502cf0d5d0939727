using System.Text;

namespace SmartLocker.Firmware.Core.Journal;

public sealed partial record Holdings
{
    /// <summary>Everything that is held, as text in a fixed order: equal texts, equal holdings.</summary>
    public string Digest()
    {
        StringBuilder text = new();
        foreach ((int number, CompartmentHoldings compartment) in Compartments)
        {
            text.Append($"compartment {number} uses {compartment.Uses} pulses {compartment.Pulses} said {compartment.SaidAt}\n");
            foreach ((PacketId packet, HeldPacket held) in compartment.Packets)
            {
                text.Append($"  {packet} for {held.Receiver} under {held.Command} by {held.Depositor} as {held.Ordinal}\n");
            }

            Line(text, "  operator", compartment.Operator);
        }

        foreach ((int number, ReleaseUnderWay release) in UnderWay)
        {
            Line(text, $"under way {number}", release);
        }

        foreach ((FaultAt at, string detail) in Faults)
        {
            text.Append($"fault {at.Name} {at.Compartment} {detail}\n");
        }

        foreach (CommandId command in AnswerOrder)
        {
            text.Append($"answer {command} {Answers[command]}\n");
        }

        foreach ((PersonId person, int count) in Failures)
        {
            text.Append($"failures {person} {count}\n");
        }

        foreach ((string code, long codeNumber) in UsedCodes)
        {
            text.Append($"code {code} {codeNumber}\n");
        }

        text.Append($"codes up to {CodesUpTo}\n");
        text.Append($"last hour {LastHour.RemoteOpens} {LastHour.OrdersOverLimit} {LastHour.WrongPins}\n");
        return text.Append($"visit {Visit} deposits {Deposits} facts {Facts}\n").ToString();
    }

    private static void Line(StringBuilder text, string name, ReleaseUnderWay? release)
    {
        if (release is { Intent: var intent })
        {
            text.Append($"{name} {intent.Command} {intent.Purpose} in {intent.Compartment} {intent.Authorisation} ");
            text.Append($"[{string.Join(' ', intent.Packets)}] [{string.Join(' ', intent.Actors)}] {release.Result} ");
            text.Append($"{intent.Reason} {intent.Code}\n");
        }
    }
}
