using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SmartLocker.Firmware.Agent.Running;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.HardwareSpecs;
using SmartLocker.TestKit;
using CabinetModel = SmartLocker.HardwareSpecs.Cabinets.CabinetModel;
using JournalFile = SmartLocker.Firmware.Agent.Journal.Journal;

namespace SmartLocker.Benchmarks.Month;

/// <summary>The agent's real loop, core and journal; people, doors and server are played, by a clock that is moved.</summary>
internal sealed class MonthCabinet : IAsyncDisposable
{
    private const int PacketsPerVisit = 2;
    private static readonly TimeSpan IdleTick = TimeSpan.FromSeconds(10);

    /// <summary>The loop looks at its journal once a minute; more ticks than that change nothing while nobody is there.</summary>
    private static readonly TimeSpan QuietTick = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan QuietAfter = TimeSpan.FromMinutes(2);
    private static readonly AgencyCode Agency = AgencyCode.Parse("387020000A");
    private static readonly CabinetModel Model = Models.Find("SDL-24-CH")!;

    private static readonly CabinetPerson Courier = new(
        PersonId.Parse("chen"), "陳小安", BadgeNumber.FromDigits("0000000002"), new PinVerifier([1], 1, [2]), [Agency], [Agency]);

    private readonly ManualTime _time = new();
    private readonly Channel<CabinetInput> _inbox = CabinetLoop.NewInbox();
    private readonly JournalFile _journal;
    private readonly MonthEffects _effects;
    private readonly CabinetLoop _loop;
    private readonly Task _running;
    private long _version;
    private long _epoch;
    private int _packets;

    private MonthCabinet(JournalFile journal)
    {
        _journal = journal;
        _effects = new MonthEffects(journal);
        CabinetParts parts = new(Model, journal, new CabinetClock(_time, "boot-1", ClockFloor.None));
        _loop = new CabinetLoop(
            parts, CabinetBoot.Recover(parts, "bench"), _inbox, _effects, NullLogger<CabinetLoop>.Instance);
        _running = _loop.RunAsync(CancellationToken.None);
    }

    public long First => _journal.FirstSequence;

    public long Last => _journal.LastSequence;

    public static MonthCabinet Open(string folder) => new(JournalFile.OpenFolder(folder, () => JournalId.Parse("month")));

    /// <summary>Visits on the hour's minutes, and idle until midnight.</summary>
    public async Task Day(int visits)
    {
        DateTimeOffset midnight = _time.GetUtcNow().Date.AddDays(1);
        ImmutableArray<PacketId> packets =
            [.. Enumerable.Range(0, visits * PacketsPerVisit).Select(_ => PacketId.FromDigits(Number()))];
        await Read(Shut([.. Model.Compartments.Select(door => door.Number)]));
        await Talk(packets);
        TimeSpan between = TimeSpan.FromHours(20) / visits;
        for (int visit = 0; visit < visits; visit++)
        {
            await Visit([.. packets.Skip(visit * PacketsPerVisit).Take(PacketsPerVisit)]);
            await Idle(between);
            if (visit % 10 == 0) { await Talk(packets); }
        }

        await Idle(midnight - _time.GetUtcNow());
    }

    private async Task Visit(ImmutableArray<PacketId> packets)
    {
        await SignIn();
        foreach (PacketId packet in packets)
        {
            await Give(new CabinetInput.Scanned(packet.Value));
            await Doors(expected: 1);
        }

        await Give(new CabinetInput.KioskAsked(new KioskRequest.SignOut()));
        await SignIn();
        await Give(new CabinetInput.KioskAsked(new KioskRequest.StartPickup()));
        await Doors(expected: 1);
        await Give(new CabinetInput.KioskAsked(new KioskRequest.SignOut()));
        foreach (PacketId packet in packets.Where(packet => _loop.State.Holdings.Places.ContainsKey(packet)))
        {
            throw new InvalidOperationException($"{packet} was not taken out: {KioskView.Of(_loop.State, Model)}");
        }
    }

    private async Task SignIn()
    {
        await Give(new CabinetInput.Scanned(Courier.Badge.Value));
        await Give(new CabinetInput.KioskAsked(new KioskRequest.EnterPin("1234")));
    }

    /// <summary>Every pulse that is owed opens its door; somebody shuts it.</summary>
    private async Task Doors(int expected)
    {
        int opened = 0;
        while (_effects.TakePulse() is { } pulse)
        {
            opened++;
            await Read([new DoorReading(pulse.Compartment, Contact.Open, Contact.Closed)]);
            _time.Advance(pulse.Width);
            await Give(new CabinetInput.PulseEnded(
                pulse.Command, pulse.Compartment, pulse.Attempt, new PulseResult.Pulsed()));
            _time.Advance(TimeSpan.FromSeconds(1));
            await Read([new DoorReading(pulse.Compartment, Contact.Open, Contact.Open)]);
            _time.Advance(TimeSpan.FromSeconds(9));
            await Read(Shut([pulse.Compartment]));
            await Idle(TimeSpan.FromSeconds(20));
        }

        if (opened < expected)
        {
            throw new InvalidOperationException($"No door opened: {KioskView.Of(_loop.State, Model)}");
        }
    }

    /// <summary>A stream comes: it brings today's document, acknowledges everything, and breaks again.</summary>
    private async Task Talk(ImmutableArray<PacketId> packets)
    {
        await Give(new CabinetInput.LinkWelcomed(++_epoch, _journal.Kept.Ack(), JournalStanding.Accepted));
        await Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(DesiredState.Empty with
        {
            Version = ++_version,
            MadeAt = _time.GetUtcNow(),
            People = ImmutableSortedDictionary<PersonId, CabinetPerson>.Empty.Add(Courier.Id, Courier),
            Packets = packets.ToImmutableSortedDictionary(id => id, Packet),
        })));
        await Give(new CabinetInput.AckReceived(_journal.LastSequence, _epoch));
        await Give(new CabinetInput.LinkLost());
    }

    private static ExpectedPacket Packet(PacketId id) => new(
        id, Agency, Agency, PacketSize.S, Urgency.Ordinary, PickupPolicy.OnePerson, [], DateTimeOffset.UnixEpoch,
        PacketStanding.Sealed)
    {
        Sharing = PacketSharing.WithReceiversOwn,
    };

    private string Number() => (100_000_000_000 + ++_packets).ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<DoorReading> Shut(ImmutableArray<int> doors) =>
        [.. doors.Select(door => new DoorReading(door, Contact.Closed, Contact.Closed))];

    private Task Read(ImmutableArray<DoorReading> doors) => Give(new CabinetInput.SensorsRead(doors));

    private async Task Idle(TimeSpan span)
    {
        TimeSpan idle = TimeSpan.Zero;
        while (idle < span)
        {
            TimeSpan tick = idle < QuietAfter ? IdleTick : QuietTick;
            _time.Advance(tick);
            idle += tick;
            await Give(new CabinetInput.Tick());
        }
    }

    /// <summary>When the tick behind it is taken out, the input itself is done.</summary>
    private async Task Give(CabinetInput input)
    {
        await _inbox.Writer.WriteAsync(input);
        await _inbox.Writer.WriteAsync(new CabinetInput.Tick());
        SpinWait patience = default;
        while (_inbox.Reader.Count > 0)
        {
            if (_running.IsFaulted) { await _running; }

            patience.SpinOnce(sleep1Threshold: -1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _inbox.Writer.TryComplete();
        await _running;
        _journal.Dispose();
    }
}
