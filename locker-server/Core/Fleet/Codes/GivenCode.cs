using SmartLocker.Server.Core.Fleet.Journal;

namespace SmartLocker.Server.Core.Fleet.Codes;

/// <summary>A one-time code that was given out and of whose use nothing was heard.</summary>
public sealed record GivenCode(string Id, long Number, PacketId Packet, int Compartment, PersonId Person, DateTimeOffset Expires)
{
    /// <summary>Those remembered for one cabinet; the oldest is forgotten first.</summary>
    public const int Max = 256;

    /// <summary>A cabinet that was away for so long may still tell of a use.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Used as it was meant: by its person, at its door, for its packet.</summary>
    public bool IsFor(CabinetFact.ReleaseIntended use) =>
        use.Compartment == Compartment && use.Packets.Contains(Packet) && use.Actors.Contains(Person);
}
