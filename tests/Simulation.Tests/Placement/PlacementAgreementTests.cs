using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Deposits;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.HardwareSpecs;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using CabinetResult = SmartLocker.Firmware.Core.Journal.ReleaseResult;
using CabinetSeal = SmartLocker.Firmware.Core.Journal.SealState;
using ServerResult = SmartLocker.Server.Core.Fleet.Journal.ReleaseResult;
using ServerSeal = SmartLocker.Server.Core.Packets.SealState;

namespace SmartLocker.Simulation.Tests.Placement;

/// <summary>CL-41: without an answer the cabinet chooses by the same rule as the server, from what it sees.</summary>
public sealed class PlacementAgreementTests
{
    private static readonly string[] ModelIds = ["SDL-24-CH", "SDL-12-SC", "SDL-60-RS"];

    /// <summary>
    /// Any cabinet with any contents, wishes of agencies that change under way, compartments that are somebody's, out of service
    /// or refused. Shown to bite: a cabinet that does not know an agency's wish disagrees within a few seeds.
    /// </summary>
    [Fact]
    public void With_and_without_the_server_a_packet_gets_the_same_door()
    {
        int shared = 0;
        for (int seed = 1; seed <= 150; seed++)
        {
            Story story = new(seed);
            for (int step = 0; step < 25; step++) { story.Step(); }

            shared += story.Shared;
        }

        Assert.True(shared > 100, $"Only {shared} packets were laid beside others: that proves little.");
    }

    /// <summary>Both sides of one cabinet in the hands of chance.</summary>
    private sealed class Story
    {
        private readonly int _seed;
        private readonly Random _chance;
        private readonly int _doors;
        private readonly ServerSide _server;
        private readonly CabinetSide _cabinet;
        private readonly SortedDictionary<PacketId, int> _inside = [];
        private readonly SortedDictionary<PacketId, AgencyCode> _receivers = [];
        private int _serial;

        public Story(int seed)
        {
            (_seed, _chance) = (seed, new Random(seed));
            var model = Models.Find(ModelIds[seed % ModelIds.Length])!;
            _doors = model.Compartments.Length;
            (_server, _cabinet) = (new ServerSide(model, _chance.Next(4)), new CabinetSide(model));
        }

        /// <summary>Packets that were laid beside others.</summary>
        public int Shared { get; private set; }

        public void Step()
        {
            switch (_chance.Next(8))
            {
                case 0:
                    _server.Wish(AnyReceiver(), _chance.Next(2) == 0);
                    break;
                case 1:
                    AgencyCode? owner = _chance.Next(2) == 0 ? AnyReceiver() : null;
                    string? reason = _chance.Next(3) == 0 ? "repair" : null;
                    _server.Set(new CabinetEvent.CompartmentSet(1 + _chance.Next(_doors), owner, reason));
                    break;
                case 2 when _inside.Count > 0:
                    KeyValuePair<PacketId, int> taken = _inside.ElementAt(_chance.Next(_inside.Count));
                    Collect((taken.Key, taken.Value));
                    break;
                default:
                    Deposit();
                    break;
            }
        }

        private AgencyCode AnyReceiver() => ServerSide.Receivers[_chance.Next(ServerSide.Receivers.Length)];

        private void Deposit()
        {
            PacketId packet = PacketId.FromDigits($"{++_serial:000000000000}");
            _receivers[packet] = AnyReceiver();
            Secrecy secrecy = _chance.Next(5) == 0 ? Secrecy.Confidential : Secrecy.Ordinary;
            _server.Seal(packet, _receivers[packet], (PacketSize)_chance.Next(3), secrecy);
            _cabinet.Told(_server.Desired());

            PacketSize? atLeast = _chance.Next(4) == 0 ? (PacketSize)_chance.Next(3) : null;
            ImmutableSortedSet<int> refused = [.. Enumerable.Range(0, 3).Select(_ => 1 + _chance.Next(_doors))];
            DepositCase wanted = new(packet, ServerSide.Courier.Id, _receivers[packet], refused)
            {
                SizeAtLeast = atLeast,
                Low = _chance.Next(5) == 0,
            };
            int? online = _server.Choose(packet, atLeast, wanted.Low, _cabinet.Conditions(refused));
            int? offline = _cabinet.Choose(wanted);
            Assert.True(online == offline, $"Seed {_seed}, packet {_serial}: online {online}, offline {offline}.");
            if (online is not { } door) { return; }

            Assert.True(_cabinet.IsSound(wanted, door), $"Seed {_seed}, packet {_serial}: {door} is not sound.");
            Shared += _inside.ContainsValue(door) ? 1 : 0;
            Put(packet, door);
        }

        private void Put(PacketId packet, int door)
        {
            CommandId command = CommandId.Parse($"in-{packet.Value.ToLowerInvariant()}");
            PersonId by = ServerSide.Courier.Id;
            AgencyCode receiver = _receivers[packet];
            _inside[packet] = door;
            _server.Told(
                new CabinetFact.ReleaseEnded(command, door, ServerResult.Opened, 1),
                new CabinetFact.PacketDeposited(packet, door, by, command, receiver));
            _cabinet.Happened(
                new Fact.ReleaseEnded(command, door, CabinetResult.Opened, 1),
                new Fact.PacketDeposited(packet, door, by, command, receiver));
        }

        private void Collect((PacketId Packet, int Door) taken)
        {
            CommandId command = CommandId.Parse($"out-{taken.Packet.Value.ToLowerInvariant()}");
            PersonId by = ServerSide.Courier.Id;
            _inside.Remove(taken.Packet);
            _server.Told(new CabinetFact.PacketPickedUp(
                taken.Packet, taken.Door, [by], command, ServerSeal.NotAsked));
            _cabinet.Happened(new Fact.PacketPickedUp(
                taken.Packet, taken.Door, [by], command, CabinetSeal.NotAsked));
        }
    }
}
