using SmartLocker.Simulation.World;

namespace SmartLocker.Simulation.Invariants;

/// <summary>Nothing written, sent or shown tells a level of secrecy or a PIN.</summary>
internal sealed class SecretWatch(City city)
{
    private const int PinDigits = 8;

    private HashSet<string>? _pins;

    private HashSet<string> Pins => _pins ??= [.. city.Pins.Values];

    /// <summary>An entry on a cabinet's disk.</summary>
    public void Written(CabinetId cabinet, ReadOnlySpan<byte> record)
    {
        city.Watch.Hold(!Tells(record), 18, $"an entry of {cabinet} tells a level");
        city.Watch.Hold(!HasPin(record), 26, $"an entry of {cabinet} holds a PIN");
    }

    /// <summary>A frame on its way to or from a cabinet.</summary>
    public void Sent(ReadOnlySpan<byte> frame) => city.Watch.Hold(!Tells(frame), 18, $"a frame tells a level");

    /// <summary>What everybody who stands there can read.</summary>
    public void Shown(CabinetId cabinet, string screen)
    {
        // 密碼 is the word for a PIN.
        bool tells = screen.Replace("密碼", "", StringComparison.Ordinal).Contains('密')
            || screen.Contains("Confidential", StringComparison.OrdinalIgnoreCase);
        city.Watch.Hold(!tells, 18, $"the screen of {cabinet} tells a level");
    }

    /// <summary>What goes to a person by mail.</summary>
    public void Told(string text) =>
        city.Watch.Hold(!text.Contains('密') && !text.Contains("模擬文件", StringComparison.Ordinal), 18, $"a notice tells: {text}");

    /// <summary>Whole words: among hashes and salts the three bytes of a single character turn up by chance.</summary>
    private static bool Tells(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("密不錄由"u8) >= 0 || bytes.IndexOf("模擬文件"u8) >= 0 || bytes.IndexOf("Confidential"u8) >= 0;

    /// <summary>Eight digits by themselves: within the hexadecimal of an id they turn up by chance (seed 169).</summary>
    private bool HasPin(ReadOnlySpan<byte> bytes)
    {
        int run = 0;
        for (int index = 0; index <= bytes.Length; index++)
        {
            bool ofId = index < bytes.Length && char.IsAsciiHexDigit((char)bytes[index]);
            if (!ofId && run == PinDigits && Pins.Contains(System.Text.Encoding.ASCII.GetString(bytes[(index - run)..index])))
            {
                return true;
            }

            run = ofId ? run + 1 : 0;
        }

        return false;
    }
}
