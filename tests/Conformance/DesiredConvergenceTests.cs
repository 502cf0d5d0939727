using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Server.Core.Fleet.Desired;
using CabinetWire = SmartLocker.Firmware.Agent.Link.DesiredWire;
using ServerChange = SmartLocker.Server.Core.Fleet.Desired.DesiredChange;
using ServerState = SmartLocker.Server.Core.Fleet.Desired.DesiredState;
using ServerWire = SmartLocker.Server.Rpc.Wire.DesiredWire;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance;

/// <summary>Whatever is changed, lost, doubled or late: a cabinet holds a document of the server's, at last the newest.</summary>
/// <remarks>The real making of differences, the real bytes, the real applying; only the network is made up.</remarks>
public sealed class DesiredConvergenceTests
{
    private const int Things = 6;

    [Fact, Rule("CL-31"), Rule("CL-33"), Rule("CL-34")]
    public void Any_changes_and_any_deliveries_lead_to_the_server_s_document() => Prop.ForAll(
        Gen.Choose(0, 1 << 20).ArrayOf().ToArbitrary(), Play).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Play(int[] steps)
    {
        List<ServerState> versions = [Empty];
        List<byte[]> network = [];
        Firmware.Core.Desired.DesiredState held = Firmware.Core.Desired.DesiredState.Empty;
        foreach (int step in steps)
        {
            int choice = step >> 3;
            switch (step & 7)
            {
                case 0 or 1 or 2:
                    versions.Add(Changed(versions[^1], choice));
                    break;
                case 3: // The server answers what it is told is held, which may be long ago.
                    network.Add(Sent(versions, choice % versions.Count));
                    break;
                case 4:
                    network.Add(Sent(versions, (int)held.Version));
                    break;
                case 5 when network.Count > 0: // Lost.
                    network.RemoveAt(choice % network.Count);
                    break;
                default: // Out of turn; it stays in the network and may come again.
                    held = network.Count == 0 ? held : Delivered(held, network[choice % network.Count], versions);
                    break;
            }
        }

        held = Delivered(held, Sent(versions, (int)held.Version), versions);
        Assert.Equal(versions.Count - 1, held.Version);
    }

    /// <summary>As the server chooses: the difference where it remembers the version, else the whole.</summary>
    private static byte[] Sent(List<ServerState> versions, int held)
    {
        ServerState newest = versions[^1];
        ServerChange change = held > 0 && held < versions.Count - 1
            ? DesiredProjection.Difference(versions[held], newest)
            : new ServerChange.Full(newest);
        return ServerWire.Write(change).ToByteArray();
    }

    /// <summary>At no moment does the cabinet hold what the server never wanted.</summary>
    private static Firmware.Core.Desired.DesiredState Delivered(
        Firmware.Core.Desired.DesiredState held, byte[] bytes, List<ServerState> versions)
    {
        DesiredOutcome outcome = DesiredRules.Apply(held, CabinetWire.Read(V1.DesiredState.Parser.ParseFrom(bytes)));
        if (outcome is not DesiredOutcome.Taken { State: var taken }) { return held; }

        byte[] whole = ServerWire.Write(new ServerChange.Full(versions[(int)taken.Version])).ToByteArray();
        Assert.Equal(CabinetWire.ToDocument(CabinetWire.ReadFull(whole)), CabinetWire.ToDocument(taken));
        Assert.True(taken.Version > held.Version);
        return taken;
    }

    private static ServerState Empty => new()
    {
        Version = 0,
        MadeAt = DateTimeOffset.UnixEpoch,
        People = ImmutableSortedDictionary<PersonId, DesiredPerson>.Empty,
        Packets = ImmutableSortedDictionary<PacketId, Server.Core.Fleet.Desired.ExpectedPacket>.Empty,
        Compartments = ImmutableSortedDictionary<int, Server.Core.Fleet.Desired.CompartmentSetting>.Empty,
        Settings = new Server.Core.Fleet.CabinetSettings { DisplayName = "0" },
    };

    private static ServerState Changed(ServerState last, int choice)
    {
        ServerState next = last with { Version = last.Version + 1, MadeAt = last.MadeAt.AddSeconds(1) };
        int which = choice % Things;
        PersonId person = PersonId.Parse($"person-{which}");
        PacketId packet = PacketId.FromDigits($"00000000000{which}");
        return (choice / Things % 8) switch
        {
            0 => next with { People = next.People.Remove(person) },
            1 or 2 => next with { People = next.People.SetItem(person, Somebody(person, choice)) },
            3 => next with { Packets = next.Packets.Remove(packet) },
            4 or 5 => next with { Packets = next.Packets.SetItem(packet, Something(packet, choice)) },
            6 => next with
            {
                Compartments = next.Compartments.ContainsKey(which + 1)
                    ? next.Compartments.Remove(which + 1)
                    : next.Compartments.Add(which + 1, new(which + 1, null, $"reason {choice}") { SettledUpTo = choice }),
            },
            _ => next with { Settings = next.Settings with { DisplayName = $"{choice}" } },
        };
    }

    private static DesiredPerson Somebody(PersonId id, int choice) => new(
        id, $"name {choice}", BadgeNumber.FromDigits($"{choice % 1_000_000_000:D10}"),
        choice % 5 == 0 ? null : new Server.Core.Fleet.Desired.PinVerifier([(byte)(choice % 256)], 1, [2]),
        [AgencyCode.Parse("A1")])
    { TwoPersonAgencies = [] };

    private static Server.Core.Fleet.Desired.ExpectedPacket Something(PacketId id, int choice) => new()
    {
        Id = id,
        Sender = AgencyCode.Parse("A1"),
        Receiver = AgencyCode.Parse("B2"),
        Size = PacketSize.S,
        Urgency = choice % 2 == 0 ? Urgency.Ordinary : Urgency.Fastest,
        Policy = Server.Core.Fleet.Desired.PickupPolicy.OnePerson,
        Openers = [],
        SealedAt = DateTimeOffset.UnixEpoch,
        Standing = Server.Core.Fleet.Desired.PacketStanding.Sealed,
        FoundIn = choice % 3 == 0 ? (choice % 24) + 1 : null,
    };
}
