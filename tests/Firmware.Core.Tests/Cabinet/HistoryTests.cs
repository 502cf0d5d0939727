namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>Any history of people, doors, wires, servers and power cuts keeps the rules. The seed is in the message.</summary>
public sealed class HistoryTests
{
    public static TheoryData<string, int> Cabinets =>
        new() { { "SDL-24-CH", 1 }, { "SDL-12-SC", 10_001 }, { "SDL-60-RS", 20_001 } };

    /// <summary>What chance must have brought about, or the walk above proves little.</summary>
    private static readonly string[] Sometimes =
    [
        "Opened", "AlreadyOpen", "ReleasedNotOpened", "Jammed", "CoilFault", "Expired", "Unknown", "Refused",
        "ByPerson", "DoorFault", "TooSmall", "Interrupted",
        "OrderLimit", "OrderBusy", "OrderNotAllowed", "OrderNonceUnknown", "OrderOutOfService",
        "Assigned", "AssignedLocally", "Desired", "Checked", "Nonce", "Reopens", "SealIntact", "PickupAbandoned",
        "ForcedOpen", "LeftOpen", "LatchedWhileOpen", "SensorFault", "NotLatched", "ContentsUnknown",
        "LineFault", "DriverStuckOn", "PacketFound",
    ];

    [Theory, MemberData(nameof(Cabinets))]
    public void No_history_opens_a_wrong_door_or_loses_a_packet(string model, int firstSeed)
    {
        HashSet<string> seen = [];
        for (int seed = firstSeed; seed < firstSeed + 120; seed++)
        {
            Walk walk = new(seed, model);
            try
            {
                walk.Run(steps: 300);
            }
            catch (Exception found)
            {
                throw new InvalidOperationException($"Seed {seed} on {model}: {found.Message}\n{walk.Tail}", found);
            }

            seen.UnionWith(walk.Seen);
        }

        string[] hookOnly = ["ReleasedNotOpened", "LatchedWhileOpen", "SensorFault", "NotLatched"];
        Assert.Empty(Sometimes.Except(seen).Except(model == "SDL-24-CH" ? [] : hookOnly));
    }
}
