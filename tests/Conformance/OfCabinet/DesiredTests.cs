using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Conformance.Kit.ServerLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfCabinet;

/// <summary>Chapter 4, the cabinet's end.</summary>
public sealed class DesiredTests : IDisposable
{
    private readonly CabinetUnderTest _cabinet = new();

    public DesiredTests() => _cabinet.Connect();

    public void Dispose() => _cabinet.Dispose();

    private static Line[] Opened => [HearsHello(), SaysWelcome(desired: World.Desired(5)), HearsHeld(5), HearsEntries(1, 1)];

    [Fact, Rule("CL-30"), Rule("CL-32")]
    public async Task The_document_is_durable_when_its_version_is_said()
    {
        await _cabinet.Play(Opened);
        _cabinet.PowerCut();
        Assert.Equal(5, _cabinet.State.Desired.Version);
        Assert.Equal("市府一號櫃", _cabinet.State.Desired.Settings.DisplayName);
        Assert.Contains(World.Ann, _cabinet.State.Desired.People.Keys);
        Assert.Contains(World.Packet, _cabinet.State.Desired.Packets.Keys);
    }

    [Fact, Rule("CL-31")]
    public Task A_full_document_replaces_and_a_delta_adds_and_removes() => _cabinet.Play(
    [
        .. Opened,
        SaysDelta(6, on: 5, delta =>
        {
            delta.RemovedPersonIds.Add(World.Ann.Value);
            delta.RemovedPacketIds.Add(World.Packet.Value);
        }),
        HearsHeld(6),
        Then(() => Assert.Empty(_cabinet.State.Desired.People)),
        Then(() => Assert.Empty(_cabinet.State.Desired.Packets)),
        Then(() => Assert.Equal("repair", _cabinet.State.Desired.Compartments[3].OutOfServiceReason)),
        SaysDesired(World.Desired(7) with { Compartments = DesiredState.Empty.Compartments }),
        HearsHeld(7),
        Then(() => Assert.Contains(World.Ann, _cabinet.State.Desired.People.Keys)),
        Then(() => Assert.Empty(_cabinet.State.Desired.Compartments)),
    ]);

    [Fact, Rule("CL-31"), Rule("CL-32")]
    public Task A_delta_on_another_version_is_not_applied_and_the_whole_asked_for() => _cabinet.Play(
    [
        .. Opened,
        SaysDelta(7, on: 6, delta => delta.RemovedPersonIds.Add(World.Ann.Value)),
        HearsHeld(0),
        Then(() => Assert.Contains(World.Ann, _cabinet.State.Desired.People.Keys)),
        SaysDesired(World.Desired(7)),
        HearsHeld(7),
    ]);

    [Fact, Rule("CL-32")]
    public Task What_cannot_be_read_is_answered_with_version_0_and_the_stream_lives() => _cabinet.Play(
    [
        .. Opened,
        Says(new V1.ServerFrame { Desired = new V1.DesiredState { Version = 6 } }),
        HearsHeld(0),
        SaysDelta(6, on: 5, delta => delta.RemovedPersonIds.Add("")),
        HearsHeld(0),
        SaysDesired(World.Desired(6)),
        HearsHeld(6),
    ]);

    /// <summary>Who was withdrawn in words that an old program cannot read is withdrawn all the same.</summary>
    [Fact, Rule("CL-86")]
    public async Task What_could_not_be_read_makes_what_is_held_grow_old_on_a_live_stream_until_the_whole_is_taken()
    {
        await _cabinet.Play(
        [
            .. Opened,
            Then(() => Assert.Equal(TimeSpan.Zero, Age)),
            Says(new V1.ServerFrame { Desired = new V1.DesiredState { Version = 6 } }),
            HearsHeld(0),
            Then(() => _cabinet.Time.Advance(TimeSpan.FromSeconds(40))),
            Then(() => Assert.Equal(TimeSpan.FromSeconds(40), Age)),
            SaysDesired(World.Desired(7)),
            HearsHeld(7),
            Then(() => Assert.Equal(TimeSpan.Zero, Age)),
        ]);
    }

    [Fact, Rule("CL-86")]
    public Task A_welcome_that_brings_nothing_says_that_what_is_held_is_what_is_wanted() => _cabinet.Play(
    [
        .. Opened,
        Then(() => _cabinet.Lose()),
        Then(() => _cabinet.Time.Advance(TimeSpan.FromHours(2))),
        Then(() => Assert.Equal(TimeSpan.FromHours(2), Age)),
        Then(_cabinet.Connect),
        HearsHello(),
        SaysWelcome(epoch: 2, acked: 1),
        Then(() => Assert.Equal(TimeSpan.Zero, Age)),
    ]);

    [Fact, Rule("CL-89")]
    public Task A_welcome_that_doubts_the_journal_makes_nothing_fresh_and_the_document_that_is_held_does() => _cabinet.Play(
    [
        .. Opened,
        Then(() => _cabinet.Lose()),
        Then(() => _cabinet.Time.Advance(TimeSpan.FromHours(2))),
        Then(_cabinet.Connect),
        HearsHello(),
        SaysWelcome(epoch: 2, acked: 1, standing: V1.JournalStanding.Quarantined),
        Then(() => Assert.Equal(TimeSpan.FromHours(2), Age)),
        SaysDesired(World.Desired(4)),
        HearsHeld(5),
        Then(() => Assert.Equal(TimeSpan.FromHours(2), Age)),
        SaysDesired(World.Desired(5)),
        HearsHeld(5),
        Then(() => Assert.Equal(TimeSpan.Zero, Age)),
        HearsEntries(2, 26), // That it is quarantined, and doubts each of its doors.
    ]);

    private TimeSpan? Age => Knowledge.AgeOf(_cabinet.State, _cabinet.Now);

    /// <summary>A badge that has no PIN yet identifies somebody whom no PIN lets in; the others are served.</summary>
    [Fact, Rule("CL-30")]
    public async Task Somebody_without_a_pin_does_not_cost_the_others_the_document()
    {
        await _cabinet.Play(
        [
            .. Opened,
            SaysDelta(6, on: 5, delta => delta.People.Add(new V1.CabinetPerson
            {
                PersonId = "new",
                Name = "新人",
                BadgeNumber = BadgeNumber.FromDigits("2222222222").Value,
            })),
            HearsHeld(6),
            Then(_cabinet.PowerCut),
            Then(() => _cabinet.Feed(new Firmware.Core.Cabinet.CabinetInput.Scanned(
                BadgeNumber.FromDigits("2222222222").Value))),
            Then(() => _cabinet.Feed(new Firmware.Core.Cabinet.CabinetInput.KioskAsked(
                new Firmware.Core.Cabinet.KioskRequest.EnterPin("")))),
            Then(() => _cabinet.Feed(new Firmware.Core.Cabinet.CabinetInput.KioskAsked(
                new Firmware.Core.Cabinet.KioskRequest.EnterPin("0000")))),
        ]);
        Assert.Null(_cabinet.State.Visit);
        Assert.Equal(6, _cabinet.State.Desired.Version);
    }

    [Fact, Rule("CL-33")]
    public Task A_version_that_is_not_higher_changes_nothing_and_is_answered_with_the_one_held() => _cabinet.Play(
    [
        .. Opened,
        SaysDesired(World.Desired(4) with { People = DesiredState.Empty.People }),
        HearsHeld(5),
        SaysDelta(4, on: 3, delta => delta.RemovedPersonIds.Add(World.Ann.Value)),
        HearsHeld(5),
        Then(() => Assert.Contains(World.Ann, _cabinet.State.Desired.People.Keys)),
    ]);

    /// <summary>The one held was never kept; its server was put back, and counts on from what the cabinet named.</summary>
    [Fact, Rule("CL-33")]
    public Task Another_document_of_the_same_number_is_taken_whole_and_fits_no_delta() => _cabinet.Play(
    [
        .. Opened,
        SaysDelta(5, on: 4),
        HearsHeld(0),
        SaysDesired(World.Desired(5) with
        {
            People = DesiredState.Empty.People,
            MadeAt = World.Desired(5).MadeAt.AddHours(1),
        }),
        HearsHeld(5),
        Then(() => Assert.DoesNotContain(World.Ann, _cabinet.State.Desired.People.Keys)),
    ]);

    /// <summary>Whoever holds nothing holds no version 0, of which there could be another.</summary>
    [Fact, Rule("CL-33")]
    public Task A_document_without_a_number_is_none() => _cabinet.Play(
        HearsHello(), SaysWelcome(), HearsEntries(1, 1),
        SaysDesired(World.Desired(0)),
        HearsHeld(0),
        Then(() => Assert.Empty(_cabinet.State.Desired.People)));

    [Fact, Rule("CL-34")]
    public Task Versions_may_be_skipped() => _cabinet.Play(
        [.. Opened, SaysDelta(90, on: 5), HearsHeld(90), SaysDesired(World.Desired(200)), HearsHeld(200)]);

    [Fact, Rule("CL-35")]
    public async Task What_is_not_said_to_share_lies_alone()
    {
        await _cabinet.Play(
        [
            .. Opened,
            SaysDelta(6, on: 5, delta =>
            {
                V1.ExpectedPacket packet =
                    V1.DesiredState.Parser.ParseFrom(Firmware.Agent.Link.DesiredWire.ToDocument(World.Desired(5))).Packets[0];
                packet.Sharing = V1.PacketSharing.Unspecified;
                delta.Packets.Add(packet);
            }),
            HearsHeld(6),
        ]);
        Assert.Equal(PacketSharing.Alone, _cabinet.State.Desired.Packets[World.Packet].Sharing);
    }

    [Theory, Rule("CL-36")]
    [InlineData(1, true)]
    [InlineData(99, false)]
    public async Task What_a_person_found_is_taken_over_only_as_the_last_word(long settledUpTo, bool taken)
    {
        DesiredState looked = World.Desired(6);
        await _cabinet.Play(
        [
            .. Opened,
            SaysDesired(looked with
            {
                Packets = looked.Packets.SetItem(
                    World.Packet, looked.Packets[World.Packet] with { FoundIn = 4, Standing = PacketStanding.Deposited }),
                Compartments = looked.Compartments.Add(4, new CompartmentSetting(4, null, null) { SettledUpTo = settledUpTo }),
            }),
            HearsHeld(6),
            .. taken ? new[] { HearsEntries(2, 2) } : [],
        ]);
        Assert.Equal(taken, _cabinet.Facts.Any(fact => fact is Fact.PacketFound { Compartment: 4 }));
    }

    /// <summary>Who has a badge and a PIN is served, whatever the network does.</summary>
    [Fact, Rule("CL-38")]
    public async Task One_person_deposits_however_old_its_knowledge_is()
    {
        await _cabinet.Play([.. Opened, Then(() => _cabinet.Lose())]);
        _cabinet.Time.Advance(TimeSpan.FromDays(30));
        _cabinet.SignsIn();
        _cabinet.Feed(new Firmware.Core.Cabinet.CabinetInput.Scanned(World.Packet.Value));
        Assert.Single(_cabinet.Pulses);
    }

    [Fact, Rule("CL-39")]
    public async Task Its_wall_clock_starts_at_the_server_s_time_and_goes_on_by_the_monotonic_one()
    {
        await _cabinet.Play([.. Opened, Then(() => _cabinet.Time.Advance(TimeSpan.FromSeconds(20)))]);
        _cabinet.Feed(new Firmware.Core.Cabinet.CabinetInput.ScannerHealth(Answering: false));
        Entry written = _cabinet.Journal.ReadAll().Last();
        Assert.Equal(ClockQuality.Synced, written.ClockQuality);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_790_000_020), written.RecordedAt);
    }

    [Fact, Rule("CL-45")]
    public Task A_server_that_was_restored_is_heard_again_from_the_version_above_the_one_held() => _cabinet.Play(
    [
        .. Opened,
        Then(() => _cabinet.Lose()),
        Then(_cabinet.Connect),
        HearsHello(hello => hello.DesiredVersionHeld == 5
            && hello.DesiredMadeAt.ToDateTimeOffset() == World.Desired(5).MadeAt),
        SaysWelcome(epoch: 2, acked: 1, desired: World.Desired(6) with { People = DesiredState.Empty.People }),
        HearsHeld(6),
        Then(() => Assert.Empty(_cabinet.State.Desired.People)),
    ]);
}
