using SmartLocker.Firmware.Core.Cabinet;

namespace SmartLocker.Firmware.Hardware.Sensors;

/// <summary>What a switch says, once it says the same long enough.</summary>
/// <remarks>Starts unknown. A chattering switch keeps its last settled reading; the chatter itself is no reading.</remarks>
/// <param name="Settled">The reading that counts.</param>
/// <param name="Candidate">The last sample.</param>
/// <param name="Equal">How often in a row it came.</param>
public readonly record struct Debounce(Contact Settled, Contact Candidate, int Equal)
{
    public static Debounce Start { get; } = new(Contact.Unknown, Contact.Unknown, 0);

    public Debounce Sample(Contact sample, int samplesEqual)
    {
        int equal = sample == Candidate ? Math.Min(Equal + 1, samplesEqual) : 1;
        return new Debounce(equal >= samplesEqual ? sample : Settled, sample, equal);
    }
}
