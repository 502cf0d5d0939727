using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Limits;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Limits;

/// <summary>docs/rules.md R-18: guessing PINs is slow for one account, and seen at the whole cabinet.</summary>
public sealed class GuessingTests
{
    private Bench _bench = new();

    [Fact]
    public void Five_wrong_PINs_lock_a_person_out_for_a_quarter_of_an_hour_and_a_power_cut_is_no_way_around()
    {
        Wrong(Opener, 5);
        Assert.Equal(NoticeKind.LockedOut, _bench.Screen.Message?.Kind);
        _bench.After(TimeSpan.FromMinutes(10));
        _bench.Start();
        _bench.After(TimeSpan.FromMinutes(14.9));
        _bench.Scan(Opener.Badge.Value);
        Assert.Equal(NoticeKind.LockedOut, _bench.Screen.Message?.Kind);
        _bench.After(TimeSpan.FromMinutes(0.2));
        _bench.SignIn(Opener);
        Assert.Equal(Opener.Id, _bench.State.Visit?.First);
    }

    [Fact]
    public void Somebody_elses_wrong_PINs_lock_nobody_out()
    {
        Wrong(Opener, 5);
        _bench.SignIn(Second);
        Assert.Equal(Second.Id, _bench.State.Visit?.First);
    }

    [Fact]
    public void Twenty_wrong_PINs_within_an_hour_are_an_alarm_whosever_they_are()
    {
        Guess(Guessing.WrongPinsPerHour - 1);
        Assert.False(Guessing.IsSuspected(_bench.State));
        Guess(1);
        Assert.True(Guessing.IsSuspected(_bench.State));
    }

    [Fact]
    public void Wrong_PINs_before_a_power_cut_count_on_after_it()
    {
        Guess(Guessing.WrongPinsPerHour - 1);
        _bench.Start();
        Guess(1);
        Assert.True(Guessing.IsSuspected(_bench.State));
    }

    [Fact]
    public void Wrong_PINs_of_more_than_an_hour_ago_count_no_more()
    {
        Guess(Guessing.WrongPinsPerHour - 1);
        _bench.After(TimeSpan.FromHours(1.1));
        Guess(1);
        Assert.False(Guessing.IsSuspected(_bench.State));
    }

    [Fact]
    public void The_alarm_stands_for_an_hour_anew_after_a_power_cut_and_then_ends_by_itself()
    {
        Guess(Guessing.WrongPinsPerHour);
        _bench.After(TimeSpan.FromMinutes(50));
        _bench.Start();
        _bench.After(TimeSpan.FromMinutes(59.9));
        Assert.True(Guessing.IsSuspected(_bench.State));
        _bench.After(TimeSpan.FromMinutes(0.2));
        Assert.Equal(new Fact.FaultCleared(FaultName.PinGuessing, 0), _bench.Last<Fact.FaultCleared>());
    }

    [Fact]
    public void Each_further_wrong_PIN_keeps_the_alarm_for_another_hour()
    {
        Guess(Guessing.WrongPinsPerHour);
        _bench.After(TimeSpan.FromMinutes(50));
        Guess(1);
        _bench.After(TimeSpan.FromMinutes(59));
        Assert.True(Guessing.IsSuspected(_bench.State));
        _bench.After(TimeSpan.FromMinutes(2));
        Assert.False(Guessing.IsSuspected(_bench.State));
    }

    [Fact]
    public void While_it_stands_two_persons_get_nothing_and_one_gets_what_is_for_one()
    {
        _bench = PickupStoryTests.Filled(Plain, ForTwo);
        _bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        _bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(Wanted(9, PacketStanding.Deposited))));
        Guess(Guessing.WrongPinsPerHour);
        _bench.After(TimeSpan.FromMinutes(16));
        int plain = _bench.State.Holdings.Places[Plain];
        _bench.SignIn(Opener);
        Assert.Equal(plain, _bench.Opens());
        _bench.Shuts(plain);

        Assert.Equal(NoticeKind.PickupsForTwoWait, _bench.Screen.Message?.Kind);
        Assert.Equal(KioskScreen.Welcome, _bench.Screen.Screen);
        Assert.True(_bench.State.Holdings.Places.ContainsKey(ForTwo));
    }

    private void Guess(int times)
    {
        CabinetPerson[] people = [Sender, Opener, Second, Stranger, Keeper];
        for (int guess = 0; guess < times; guess++)
        {
            Wrong(people.First(person => _bench.State.LockedOut.GetValueOrDefault(person.Id) <= _bench.Now), 1);
        }
    }

    private void Wrong(CabinetPerson person, int times)
    {
        for (int guess = 0; guess < times; guess++)
        {
            _bench.Scan(person.Badge.Value);
            _bench.Ask(new KioskRequest.EnterPin("0000"));
            _bench.Give(new CabinetInput.PinChecked(person.Id, false));
        }
    }
}
