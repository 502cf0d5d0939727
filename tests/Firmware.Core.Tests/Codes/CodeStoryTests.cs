using System.Collections.Immutable;
using System.Security.Cryptography;
using SmartLocker.Codes;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Codes;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Faults;
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

    /// <summary>A server, or a cabinet, whose clock ran ahead for an hour must not cost the codes of a month.</summary>
    [Fact]
    public void A_code_used_under_a_clock_that_ran_ahead_leaves_those_of_the_right_time_their_worth()
    {
        _bench.Give(new CabinetInput.LinkLost());
        DateTimeOffset ahead = Sample.Issued.AddDays(30);
        At(ahead);
        Scan(Good() with { NotBefore = ahead.AddMinutes(-5), Expires = ahead.AddHours(20) });
        Pin(Opener);
        _bench.Shuts(_bench.Opens());
        _bench.Ask(new KioskRequest.SignOut());
        _bench.SignIn(Sender);
        _door = _bench.Deposits(PlainToo.Value);
        _bench.Ask(new KioskRequest.SignOut());
        At(Sample.Issued.AddHours(1));
        Assert.Equal(CodeProblem.Used, Problem(Good()));
        Assert.Null(Problem(Good() with { Id = new string('f', 32), Number = 8, Packet = PlainToo, Compartment = _door }));
    }

    [Fact]
    public void A_code_that_may_have_been_used_and_forgotten_is_refused_by_its_number()
    {
        PickupCode early = Good() with { Number = 6 };
        Assert.Null(Problem(early));
        CabinetState worn = _bench.State with { Holdings = _bench.State.Holdings with { CodesUpTo = 6 } };
        Assert.Equal(CodeProblem.Withdrawn, CodeRules.Problem(worn, early, _bench.Now));
        Assert.Null(CodeRules.Problem(worn, Good(), _bench.Now));
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

    /// <summary>Whoever passes by with a printed sheet must not stop the pickups by two persons of every agency.</summary>
    [Fact]
    public void False_codes_are_on_record_and_suspend_nothing_however_many_are_shown()
    {
        foreach (int minute in Enumerable.Range(0, 30))
        {
            _bench.Scan("SL1:NOT A CODE");
            Scan(Good(), "nobody's", _next);
            Scan(Good(), "now", _next);
            _bench.After(TimeSpan.FromMinutes(1));
        }

        Fact.SignInRefused refused = new(null, SignInRefusal.FalseCode);
        Assert.Equal(90, _bench.Journal.Count(fact => fact == refused));
        Assert.Equal(0, _bench.State.Holdings.LastHour.WrongPins);
        Assert.False(_bench.State.Holdings.HasFault(FaultName.PinGuessing, 0));
    }

    [Fact]
    public void A_flood_of_false_codes_does_not_fill_the_journal()
    {
        foreach (int _ in Enumerable.Range(0, 100)) { _bench.Scan("SL1:NOT A CODE"); }

        Assert.Equal(10, _bench.Count<Fact.SignInRefused>());
    }

    [Fact]
    public void A_forged_signature_is_an_alarm_for_an_hour_also_through_a_restart_and_no_code_of_no_key_is_one()
    {
        _bench.Scan("SL1:NOT A CODE");
        Scan(Good(), "nobody's", _next);
        Assert.False(_bench.State.Holdings.HasFault(FaultName.CodeForged, 0));
        Scan(Good(), "now", _next);
        Assert.True(_bench.State.Holdings.HasFault(FaultName.CodeForged, 0));
        _bench.Start();
        _bench.After(TimeSpan.FromMinutes(59));
        Assert.True(_bench.State.Holdings.HasFault(FaultName.CodeForged, 0));
        _bench.After(TimeSpan.FromMinutes(2));
        Assert.False(_bench.State.Holdings.HasFault(FaultName.CodeForged, 0));
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

    /// <summary>The second person takes minutes: the code is judged by what is true when the door would open.</summary>
    [Theory]
    [InlineData("over")]
    [InlineData("withdrawn")]
    [InlineData("held")]
    [InlineData("opener")]
    public void A_code_that_lost_its_worth_while_the_second_person_was_awaited_opens_nothing(string how)
    {
        Fill(ForTwo);
        Scan(Good() with { Packet = ForTwo, Policy = CodePolicy.TwoPersons });
        Pin(Opener);
        DesiredState wanted = _bench.State.Desired;
        ExpectedPacket packet = wanted.Packets[ForTwo];
        switch (how)
        {
            case "over": At(Good().Expires); break;
            case "withdrawn": Wish(codes => codes with { RevokedUpTo = Good().Number }); break;
            case "held": Desire(With(packet with { Standing = PacketStanding.Held })); break;
            default: Desire(With(packet with { Openers = [Sender.Id] })); break;
        }

        _bench.SignIn(Second);
        Assert.Null(_bench.LastPickup());
        Assert.Empty(_bench.State.Holdings.UsedCodes);
        DesiredState With(ExpectedPacket other) => wanted with { Packets = wanted.Packets.SetItem(ForTwo, other) };
    }

    [Fact]
    public void A_code_that_is_over_when_the_server_has_checked_the_two_persons_opens_nothing()
    {
        Fill(ForTwo);
        _bench.After(TimeSpan.FromMinutes(16)); // What came last is too old for two persons: the server is asked.
        At(Good().Expires.AddSeconds(-2));
        Scan(Good() with { Packet = ForTwo, Policy = CodePolicy.TwoPersons });
        Pin(Opener);
        _bench.SignIn(Second);
        Assert.IsType<ServerCall.CheckSecret>(_bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call);
        _bench.Seconds(3);
        _bench.Answer(new CallAnswer.SecretChecked("k-1"));
        Assert.Null(_bench.LastPickup());
    }

    [Fact]
    public void Whoever_came_by_a_code_is_served_at_its_door_alone_until_they_show_their_badge_too()
    {
        Fill(Plain, Urgent);
        DesiredState wanted = _bench.State.Desired;
        Desire(wanted with { People = wanted.People.SetItem(Opener.Id, wanted.People[Opener.Id] with { MayService = true }) });
        Scan(Good());
        Pin(Opener);
        _bench.Shuts(_bench.Opens());
        Assert.DoesNotContain(KioskAction.StartPickup, _bench.Screen.Actions);
        Assert.Equal(0, _bench.Screen.Waiting);
        foreach (CabinetInput wish in new CabinetInput[]
        {
            new CabinetInput.KioskAsked(new KioskRequest.AllowRemoteOpening()), // First: what it says nobody has said before it.
            new CabinetInput.KioskAsked(new KioskRequest.StartPickup()), new CabinetInput.Scanned(PlainToo.Value),
        })
        {
            _bench.Give(wish);
            Assert.Equal(NoticeKind.CodeOpensOneDoor, _bench.Screen.Message?.Kind);
        }

        Assert.Single(_bench.Journal.OfType<Fact.ReleaseIntended>(), intent => intent.Purpose is ReleasePurpose.Pickup);
        _bench.Scan(Opener.Badge.Value);
        _bench.Shuts(_bench.Opens());
        Assert.Equal([Plain, Urgent], _bench.Journal.OfType<Fact.PacketPickedUp>().Select(taken => taken.Packet));
    }

    [Fact]
    public void A_code_lost_its_worth_between_scan_and_PIN_opens_nothing()
    {
        Scan(Good());
        Wish(codes => codes with { RevokedUpTo = Good().Number });
        Pin(Opener);
        Assert.Equal((KioskScreen.Idle, NoticeKind.CodeRefused), (_bench.Screen.Screen, _bench.Screen.Message?.Kind));
        _bench.Ask(new KioskRequest.StartPickup());
        Assert.Null(_bench.State.Visit);
        Assert.Null(_bench.LastPickup());
    }

    [Fact]
    public void A_badge_that_nobody_knows_makes_no_badge_of_a_code()
    {
        Scan(Good());
        _bench.Scan(BadgeNumber.FromDigits(new string('7', BadgeNumber.RandomDigits)).Value);
        Pin(Opener);
        Assert.Equal(Good().Id, _bench.LastPickup()?.Code?.Id);
        Assert.True(_bench.State.Visit?.ByCode);
    }

    [Fact]
    public void What_is_scanned_while_the_PIN_is_checked_makes_no_badge_of_a_code()
    {
        Scan(Good());
        _bench.Ask(new KioskRequest.EnterPin("1234"));
        _bench.Scan(Opener.Badge.Value);
        Scan(Good());
        _bench.Give(new CabinetInput.PinChecked(Opener.Id, true));
        Assert.Equal(Good().Id, _bench.LastPickup()?.Code?.Id);
        Assert.True(_bench.State.Visit?.ByCode);
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
