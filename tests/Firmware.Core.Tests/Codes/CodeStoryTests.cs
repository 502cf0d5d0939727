using System.Collections.Immutable;
using System.Security.Cryptography;
using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Codes;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.Firmware.Core.Tests.Cabinet;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Codes;

/// <summary>docs/rules.md R-21: a code names a door and a person, once; the PIN opens it.</summary>
public sealed class CodeStoryTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private Bench _bench = null!;
    private int _door;

    public CodeStoryTests() => Fill(Plain);

    public void Dispose()
    {
        _key.Dispose();
        _next.Dispose();
    }

    [Fact]
    public void A_code_and_the_PIN_of_its_person_open_its_door_and_no_other_without_a_network()
    {
        Fill(Plain, ForTwo, Urgent);
        _bench.Give(new CabinetInput.LinkLost());
        Scan(Good());
        Assert.Equal(KioskScreen.EnterPin, _bench.Screen.Screen);
        Assert.Null(_bench.LastPickup());
        Pin(Opener);
        Fact.ReleaseIntended intent = _bench.Last<Fact.ReleaseIntended>();
        Assert.Equal((_door, Good().Id, ReleasePurpose.Pickup), (intent.Compartment, intent.Code?.Id, intent.Purpose));
        _bench.Shuts(_bench.Opens());

        Assert.Equal(Plain, _bench.Journal.OfType<Fact.PacketPickedUp>().First().Packet);
        Assert.True(_bench.State.Holdings.Places.ContainsKey(ForTwo));
        Assert.Equal(KioskScreen.Welcome, _bench.Screen.Screen);
    }

    [Fact]
    public void A_code_without_its_PIN_opens_nothing_and_is_not_spent()
    {
        Scan(Good());
        _bench.Ask(new KioskRequest.EnterPin("0000"));
        _bench.Give(new CabinetInput.PinChecked(Opener.Id, false));
        Assert.Null(_bench.LastPickup());
        Assert.Equal(SignInRefusal.WrongPin, _bench.Last<Fact.SignInRefused>().Reason);
        Assert.Empty(_bench.State.Holdings.UsedCodes);
    }

    [Fact]
    public void A_code_is_used_once_also_when_power_fails_before_the_pulse()
    {
        Scan(Good());
        Pin(Opener);
        Assert.True(_bench.State.Holdings.UsedCodes.ContainsKey(Good().Id));
        _bench.Start();
        Assert.Equal(CodeProblem.Used, Problem(Good()));
        Scan(Good());
        Assert.Equal((KioskScreen.Idle, NoticeKind.CodeRefused), (_bench.Screen.Screen, _bench.Screen.Message!.Kind));
    }

    /// <summary>Docs/rules.md I-4: spent by the very entry that is durable before the pulse.</summary>
    [Fact]
    public void The_entry_that_spends_the_code_is_the_intent_before_the_pulse()
    {
        Scan(Good());
        _bench.Ask(new KioskRequest.EnterPin("1234"));
        CabinetStep step = _bench.Give(new CabinetInput.PinChecked(Opener.Id, true));
        Assert.Single(step.Effects.OfType<CabinetEffect.PulseLatch>());
        Assert.Equal(Good().Id, Assert.Single(step.Facts.OfType<Fact.ReleaseIntended>()).Code?.Id);
    }

    [Fact]
    public void A_used_code_that_is_forgotten_is_over_by_what_the_server_signed_whatever_the_clock_says()
    {
        _bench.Give(new CabinetInput.LinkLost());
        DateTimeOffset from = Good().Expires;
        PickupCode late = Good() with { Id = new string('f', 32), NotBefore = from, Expires = from.AddHours(5) };
        Scan(Good());
        Pin(Opener);
        _bench.Shuts(_bench.Opens());
        _bench.Ask(new KioskRequest.SignOut());
        _bench.SignIn(Sender);
        _door = _bench.Deposits(PlainToo.Value);
        _bench.Ask(new KioskRequest.SignOut());
        At(Good().Expires.AddHours(1));
        Scan(late with { Packet = PlainToo, Compartment = _door });
        Pin(Opener);
        Assert.Equal([late.Id], _bench.State.Holdings.UsedCodes.Keys);

        At(Good().NotBefore.AddHours(1));
        Assert.Equal(CodeProblem.NotItsTime, Problem(Good()));
    }

    [Fact]
    public void What_is_wrong_with_a_code_is_seen_whichever_it_is()
    {
        Assert.Null(Problem(Good()));
        Assert.Equal(CodeProblem.OtherCabinet, Problem(Good() with { Cabinet = CabinetId.Parse("hall-2") }));
        Assert.Equal(CodeProblem.NotItsTime, Problem(Good() with { Expires = Sample.Issued.AddMinutes(1) }));
        Assert.Equal(CodeProblem.NotItsTime, Problem(Good() with { NotBefore = Sample.Issued.AddHours(2) }));
        Assert.Equal(CodeProblem.NotItsTime, Problem(Good() with { Expires = Good().NotBefore.AddHours(25) }));
        Assert.Equal(CodeProblem.Withdrawn, Problem(Good() with { Number = 5 }));
        Assert.Equal(CodeProblem.NotHere, Problem(Good() with { Compartment = _door + 1 }));
        Assert.Equal(CodeProblem.NotHere, Problem(Good() with { Packet = Urgent }));
        Assert.Equal(CodeProblem.NotHere, Problem(Good() with { Policy = CodePolicy.TwoPersons }));
        Assert.Equal(CodeProblem.UnknownPerson, Problem(Good() with { Openers = [PersonId.Parse("gone")] }));
    }

    [Fact]
    public void A_key_that_was_withdrawn_signs_nothing_and_the_other_one_still_does()
    {
        Assert.Null(Problem(Good(), "next", _next));
        Wish(codes => codes with { Keys = codes.Keys.Remove("now") });
        Assert.Equal(CodeProblem.UnknownKey, Problem(Good()));
        Assert.Null(Problem(Good(), "next", _next));
        Assert.Equal(CodeProblem.BadSignature, Problem(Good(), "next", _key));
    }

    [Fact]
    public void Codes_of_before_another_journal_was_accepted_are_worthless()
    {
        Wish(codes => codes with { RevokedUpTo = Good().Number });
        Assert.Equal(CodeProblem.Withdrawn, Problem(Good()));
        Assert.Null(Problem(Good() with { Number = Good().Number + 1 }));
    }

    [Fact]
    public void A_newer_code_for_the_same_packet_makes_the_older_one_worthless()
    {
        DesiredState wanted = _bench.State.Desired;
        Desire(wanted with { Packets = wanted.Packets.SetItem(Plain, wanted.Packets[Plain] with { CodeNumber = 8 }) });
        Assert.Equal(CodeProblem.Withdrawn, Problem(Good()));
    }

    [Theory]
    [InlineData(23.9, null)]
    [InlineData(24.1, CodeProblem.KnowledgeTooOld)]
    public void Codes_are_taken_for_a_day_without_word_from_the_server(double hours, CodeProblem? problem)
    {
        Wish(codes => codes with { FreshFor = TimeSpan.FromHours(24) });
        _bench.Give(new CabinetInput.LinkLost());
        _bench.After(TimeSpan.FromHours(hours));
        PickupCode today = Good() with { NotBefore = Good().NotBefore.AddHours(12), Expires = Good().NotBefore.AddHours(36) };
        Assert.Equal(problem, Problem(today));
    }

    [Fact]
    public void Without_a_clock_no_code_is_taken_and_the_badge_still_is()
    {
        _bench.Give(_bench.Clock with { Quality = ClockQuality.Unset, At = _bench.Now });
        Scan(Good());
        Assert.Equal(NoticeKind.CodesNotNow, _bench.Screen.Message?.Kind);
        _bench.SignIn(Opener);
        Assert.Equal(_door, _bench.Opens());
    }

    [Fact]
    public void A_code_that_nobodys_server_signed_is_on_record_as_a_guess()
    {
        Scan(Good(), "now", _next);
        Assert.Equal(new Fact.SignInRefused(null, SignInRefusal.WrongPin), _bench.Last<Fact.SignInRefused>());
        Assert.Equal(1, _bench.State.Holdings.LastHour.WrongPins);
    }

    [Fact]
    public void A_code_for_two_persons_is_spent_when_both_have_signed_in()
    {
        Fill(ForTwo);
        PickupCode code = Good() with { Packet = ForTwo, Policy = CodePolicy.TwoPersons };
        Scan(code);
        Pin(Opener);
        Assert.Equal(KioskScreen.SecondPerson, _bench.Screen.Screen);
        Assert.Empty(_bench.State.Holdings.UsedCodes);
        _bench.SignIn(Second);
        Assert.Equal([Opener.Id, Second.Id], _bench.Last<Fact.ReleaseIntended>().Actors);
        Assert.Equal(code.Id, _bench.Last<Fact.ReleaseIntended>().Code?.Id);
    }

    [Fact]
    public void A_code_lost_its_worth_between_scan_and_PIN_opens_nothing()
    {
        Scan(Good());
        Wish(codes => codes with { RevokedUpTo = Good().Number });
        Pin(Opener);
        Assert.Null(_bench.LastPickup());
        Assert.Equal(NoticeKind.CodeRefused, _bench.Screen.Message?.Kind);
    }

    [Fact]
    public void Whoever_then_shows_a_badge_comes_by_the_badge()
    {
        Scan(Good());
        _bench.SignIn(Opener);
        Assert.Null(_bench.Last<Fact.ReleaseIntended>().Code);
        Assert.Empty(_bench.State.Holdings.UsedCodes);
    }

    [Fact]
    public void A_code_shown_in_the_middle_of_a_visit_begins_nothing()
    {
        _bench.SignIn(Sender);
        Scan(Good());
        Assert.Equal(NoticeKind.FinishFirst, _bench.Screen.Message?.Kind);
        Assert.Null(_bench.State.Code);
        Assert.IsType<SmartLocker.Firmware.Core.SignIn.SignInState.Nobody>(_bench.State.SignIn);
    }

    private void Fill(params PacketId[] packets)
    {
        _bench = PickupStoryTests.Filled(packets);
        _door = _bench.State.Holdings.Places[packets[0]];
        _bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        var keys = ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty
            .Add("now", [.. _key.ExportSubjectPublicKeyInfo()]).Add("next", [.. _next.ExportSubjectPublicKeyInfo()]);
        DesiredState wanted = Wanted(2) with { MadeAt = Sample.Issued };
        foreach (PacketId packet in packets)
        {
            wanted = wanted with { Packets = wanted.Packets.SetItem(packet, Packet(packet, PacketStanding.Deposited)) };
        }

        Desire(wanted with { Codes = new CodeSettings(Sample.Here, keys, 5, TimeSpan.FromHours(24)) });
        At(Sample.Issued.AddHours(1));
    }

    private PickupCode Good() => Sample.Code(_door);

    private void Wish(Func<CodeSettings, CodeSettings> change) =>
        Desire(_bench.State.Desired with { Codes = change(_bench.State.Desired.Codes!) });

    private void Desire(DesiredState wanted) => _bench.Give(new CabinetInput.DesiredReceived(
        new DesiredChange.Full(wanted with { Version = _bench.State.Desired.Version + 1 })));

    private void At(DateTimeOffset utc)
    {
        _bench.Clock = new CabinetInput.ClockHealth(ClockQuality.Synced, utc, _bench.Now);
        _bench.Give(_bench.Clock);
    }

    private CodeProblem? Problem(PickupCode code, string name = "now", ECDsa? key = null) =>
        (CodeRules.Judge(_bench.State, CodeText.Write(code, name, key ?? _key), _bench.Now) as CodeVerdict.Bad)?.Why;

    private void Scan(PickupCode code, string name = "now", ECDsa? key = null) =>
        _bench.Scan(CodeText.Write(code, name, key ?? _key));

    private void Pin(CabinetPerson person)
    {
        _bench.Ask(new KioskRequest.EnterPin("1234"));
        _bench.Give(new CabinetInput.PinChecked(person.Id, true));
    }
}

file static class BenchExtensions
{
    public static Fact.ReleaseIntended? LastPickup(this Bench bench) =>
        bench.Journal.OfType<Fact.ReleaseIntended>().LastOrDefault(intent => intent.Purpose is ReleasePurpose.Pickup);
}
