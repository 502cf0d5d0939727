using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Limits;

/// <summary>docs/rules.md R-17: without a clock people are served by badge and PIN, and two-person packets wait.</summary>
public sealed class ClockTests
{
    private Bench _bench = new();

    [Fact]
    public void A_clock_that_nobody_trusts_is_a_fault_until_the_server_has_said_the_time()
    {
        Distrust();
        Assert.True(_bench.State.Holdings.HasFault(FaultName.ClockNotTrusted, 0));
        Assert.Contains("時鐘", _bench.Screen.Trouble?.Chinese, StringComparison.Ordinal);
        Trust();
        Assert.Equal(new Fact.FaultCleared(FaultName.ClockNotTrusted, 0), _bench.Last<Fact.FaultCleared>());
        Assert.Null(_bench.Screen.Trouble);
    }

    [Fact]
    public void A_start_with_a_clock_that_nobody_trusts_says_so_and_one_with_a_good_clock_takes_it_back()
    {
        CabinetInput.ClockHealth good = _bench.Clock;
        _bench.Clock = good with { Quality = ClockQuality.Unset };
        _bench.Start();
        Assert.True(_bench.State.Holdings.HasFault(FaultName.ClockNotTrusted, 0));
        _bench.Clock = good;
        _bench.Start();
        Assert.False(_bench.State.Holdings.HasFault(FaultName.ClockNotTrusted, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_persons_open_without_the_server_only_by_a_trusted_clock(bool trusted)
    {
        _bench = Fresh(ForTwo);
        if (!trusted) { Distrust(); }

        _bench.Give(new CabinetInput.LinkLost());
        Both();
        Assert.Equal(trusted, _bench.Last<Fact.ReleaseIntended>().Purpose is ReleasePurpose.Pickup);
        Assert.Equal(trusted ? null : NoticeKind.CheckFailed, _bench.Screen.Message?.Kind);
    }

    [Fact]
    public void With_the_server_two_persons_are_checked_there_although_nobody_trusts_the_clock()
    {
        _bench = Fresh(ForTwo);
        Distrust();
        Both();
        Assert.IsType<ServerCall.CheckSecret>(_bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call);
        _bench.Answer(new CallAnswer.SecretChecked("k-1"));
        Assert.Equal(new Authorisation.Checked("k-1"), _bench.Last<Fact.ReleaseIntended>().Authorisation);
    }

    [Fact]
    public void One_person_deposits_and_collects_by_badge_and_PIN_whatever_the_clock_says()
    {
        Distrust();
        _bench.SignIn(Sender);
        int door = _bench.Deposits(Plain.Value);
        _bench.Ask(new KioskRequest.SignOut());
        _bench.SignIn(Opener);
        Assert.Equal(door, _bench.Opens());
        _bench.Shuts(door);
        Assert.Equal(Plain, _bench.Last<Fact.PacketPickedUp>().Packet);
    }

    /// <summary>72 hours and more: people and doors go on, only what is known of the server's wishes grows old.</summary>
    [Fact]
    public void After_four_days_without_a_network_packets_are_still_taken_in_and_handed_out()
    {
        _bench = Fresh(Plain);
        _bench.Give(new CabinetInput.LinkLost());
        _bench.After(TimeSpan.FromDays(4));
        _bench.Start();
        _bench.SignIn(Sender);
        _bench.Deposits(PlainToo.Value);
        _bench.Ask(new KioskRequest.SignOut());
        _bench.SignIn(Opener);
        _bench.Shuts(_bench.Opens());
        Assert.Equal(2, _bench.Journal.OfType<Fact.PacketPickedUp>().Count());
    }

    [Fact]
    public void What_is_known_grows_old_from_the_last_word_of_the_server_and_by_the_monotonic_clock()
    {
        _bench = Fresh(Plain);
        _bench.After(TimeSpan.FromDays(2));
        Assert.Equal(TimeSpan.Zero, Age);
        _bench.Give(new CabinetInput.LinkLost());
        _bench.After(TimeSpan.FromHours(5));
        Distrust();
        Assert.Equal(TimeSpan.FromHours(5), Age);
    }

    [Fact]
    public void After_a_restart_it_is_as_old_as_the_document_by_a_trusted_clock_and_of_no_known_age_without_one()
    {
        Bench made = new(Wanted() with { MadeAt = new DateTimeOffset(2026, 10, 1, 20, 0, 0, TimeSpan.Zero) });
        Assert.Equal(4, Knowledge.AgeOf(made.State, made.Now)!.Value.TotalHours, 0.01);
        made.Give(made.Clock with { Quality = ClockQuality.Unset });
        Assert.Null(Knowledge.AgeOf(made.State, made.Now));

        Bench behind = new(Wanted() with { MadeAt = new DateTimeOffset(2026, 10, 2, 1, 0, 0, TimeSpan.Zero) });
        Assert.Null(Knowledge.AgeOf(behind.State, behind.Now));
        Assert.False(Knowledge.IsYoungerThan(behind.State, TimeSpan.FromDays(365), behind.Now));
    }

    /// <summary>docs/rules.md I-20: a stream that lives says nothing while what it brought could not be read.</summary>
    [Fact]
    public void A_live_stream_whose_document_cannot_be_read_leaves_what_is_known_growing_old()
    {
        _bench = Fresh(Plain);
        _bench.Give(new CabinetInput.DesiredUnreadable());
        _bench.After(TimeSpan.FromHours(3));
        Assert.Equal(TimeSpan.FromHours(3), Age);
        _bench.Give(new CabinetInput.LinkLost());
        _bench.Give(new CabinetInput.LinkWelcomed(2, 0, JournalStanding.Accepted) { StateFollows = true });
        _bench.Give(new CabinetInput.DesiredUnreadable());
        _bench.After(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours(4), Age);

        _bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(Wanted(10))));
        _bench.After(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, Age);
    }

    [Fact]
    public void A_delta_that_does_not_fit_is_no_word_of_the_servers_either()
    {
        _bench = Fresh(Plain);
        _bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Delta(
            12, 11, DateTimeOffset.UnixEpoch, [], [], [], [], null, null)));
        _bench.After(TimeSpan.FromHours(2));
        Assert.Equal(TimeSpan.FromHours(2), Age);
    }

    [Fact]
    public void A_welcome_without_a_document_says_that_what_is_held_is_what_is_wanted()
    {
        _bench = Fresh(Plain);
        _bench.Give(new CabinetInput.LinkLost());
        _bench.After(TimeSpan.FromHours(2));
        _bench.Give(new CabinetInput.LinkWelcomed(2, 0, JournalStanding.Accepted));
        Assert.Equal(TimeSpan.Zero, Age);
    }

    [Fact]
    public void After_something_that_could_not_be_read_two_persons_are_checked_by_the_server()
    {
        _bench = Fresh(ForTwo);
        _bench.Give(new CabinetInput.DesiredUnreadable());
        Both();
        Assert.IsType<ServerCall.CheckSecret>(_bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call);
    }

    private TimeSpan? Age => Knowledge.AgeOf(_bench.State, _bench.Now);

    private static Bench Fresh(PacketId packet)
    {
        Bench bench = PickupStoryTests.Filled(packet);
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        DesiredState wanted = Wanted(9);
        bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(
            wanted with { Packets = wanted.Packets.SetItem(packet, Packet(packet, PacketStanding.Deposited)) })));
        return bench;
    }

    private void Both()
    {
        _bench.SignIn(Opener);
        _bench.SignIn(Second);
    }

    private void Distrust() => _bench.Give(_bench.Clock with { Quality = ClockQuality.Unset, At = _bench.Now });

    private void Trust() => _bench.Give(_bench.Clock with { Quality = ClockQuality.Synced, At = _bench.Now });
}
