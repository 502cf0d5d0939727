using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Doors;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

/// <summary>
/// An open from afar is a call with a nonce of the cabinet's; the cabinet's own limits hold whatever the server says.
/// </summary>
public sealed class OrderStoryTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(10);
    private Bench _bench = new(online: true);

    [Fact]
    public void An_order_with_a_fresh_nonce_opens_once_and_is_answered_when_the_result_is_on_record()
    {
        Order("c1", Nonce(), compartment: 3);
        Assert.Empty(Answers());
        _bench.Opens();
        Assert.Equal(new OrderAnswer.Opened(CommandId.Parse("c1"), ReleaseResult.Opened), Assert.Single(Answers()));
        Assert.IsType<Authorisation.Nonce>(_bench.Last<Fact.ReleaseIntended>().Authorisation);
    }

    [Fact]
    public void The_same_order_again_gets_the_stored_answer_and_no_second_pulse()
    {
        Order("c1", Nonce(), compartment: 3);
        Order("c1", Nonce(), compartment: 4);
        _bench.Opens();
        _bench.Shuts(3);
        Order("c1", Nonce(), compartment: 3);
        _bench.Start();
        _bench.Give(new CabinetInput.LinkWelcomed(2, 0, JournalStanding.Accepted));
        Order("c1", "none", compartment: 3);

        Assert.Equal(1, _bench.Effects.Count(effect => effect is CabinetEffect.PulseLatch));
        Assert.Equal(3, Answers().Count());
        Assert.All(
            Answers(), answer => Assert.Equal(new OrderAnswer.Opened(CommandId.Parse("c1"), ReleaseResult.Opened), answer));
    }

    [Fact]
    public void A_nonce_serves_once()
    {
        string nonce = Nonce();
        Order("c1", nonce, compartment: 3);
        Refused("c2", nonce, compartment: 4, CommandRefusal.NonceUnknown);
    }

    [Fact]
    public void A_nonce_dies_with_its_stream()
    {
        string nonce = Nonce();
        _bench.Give(new CabinetInput.LinkLost());
        Assert.Empty(_bench.State.Link.Nonces);
        _bench.Give(new CabinetInput.LinkWelcomed(2, 0, JournalStanding.Accepted));
        Refused("c1", nonce, compartment: 3, CommandRefusal.NonceUnknown);
    }

    [Fact]
    public void A_nonce_dies_with_its_stream_also_when_the_next_one_comes_before_the_loss_is_heard_of()
    {
        string nonce = Nonce();
        _bench.Give(new CabinetInput.LinkWelcomed(2, 0, JournalStanding.Accepted));
        Refused("c1", nonce, compartment: 3, CommandRefusal.NonceUnknown);
    }

    [Theory]
    [InlineData(10, 10.0, true)]
    [InlineData(10, 10.1, false)]
    [InlineData(600, 30.1, false)]
    public void The_time_to_live_runs_from_the_nonces_issue_and_is_capped(int ttl, double after, bool opens)
    {
        string nonce = Nonce();
        _bench.Seconds(after);
        Order("c1", nonce, 3, TimeSpan.FromSeconds(ttl));
        Assert.Equal(opens, _bench.LastPulse is not null);
    }

    [Fact]
    public void An_order_that_waits_for_its_rail_beyond_its_time_expires_without_a_pulse()
    {
        Order("c1", Nonce(), compartment: 3);
        Order("c2", Nonce(), compartment: 4, TimeSpan.FromSeconds(2));
        Assert.Equal(3, _bench.LastPulse!.Compartment);
        _bench.Seconds(2.1);
        Assert.Equal(ReleaseResult.Expired, _bench.Last<Fact.ReleaseEnded>().Result);
        _bench.Opens();
        Assert.DoesNotContain(_bench.Effects, effect => effect is CabinetEffect.PulseLatch { Compartment: 4 });
    }

    [Fact]
    public void An_order_of_an_older_stream_is_fenced()
    {
        string nonce = Nonce();
        _bench.Give(
            new CabinetInput.OrderReceived("o", 0, new ServerOrder.Open(CommandId.Parse("c1"), nonce, Ttl, 3, Sender.Id, null)));
        Assert.Equal(CommandRefusal.Fenced, _bench.Last<Fact.CommandRefused>().Reason);
    }

    [Fact]
    public void A_welcome_of_a_lower_epoch_is_not_believed()
    {
        _bench.Give(new CabinetInput.LinkWelcomed(7, 0, JournalStanding.Accepted));
        _bench.Give(new CabinetInput.LinkWelcomed(6, 0, JournalStanding.Accepted));
        Assert.Equal(7, _bench.State.Link.Epoch);
    }

    [Fact]
    public void An_occupied_compartment_needs_a_second_approver_and_is_looked_at_afterwards()
    {
        _bench = PickupStoryTests.Filled(Plain);
        _bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        int door = _bench.State.Holdings.Places[Plain];
        Refused("c1", Nonce(), door, CommandRefusal.NotAllowed);
        Refused("c2", Nonce(), door, CommandRefusal.NotAllowed, approver: Sender.Id);
        Order("c3", Nonce(), door, approver: Second.Id);
        _bench.Opens();
        _bench.Shuts(door);

        Assert.Equal([Sender.Id, Second.Id], _bench.Last<Fact.ReleaseIntended>().Actors);
        Assert.Contains(
            _bench.Journal, fact => fact is Fact.FaultRaised { Name: "ContentsUnknown" } raised && raised.Compartment == door);
    }

    [Fact]
    public void What_the_operator_took_out_is_settled_when_a_person_has_put_on_record_what_is_inside()
    {
        An_occupied_compartment_needs_a_second_approver_and_is_looked_at_afterwards();
        int door = _bench.State.Holdings.Places[Plain];
        DesiredState gone = Wanted(2) with { Packets = Wanted().Packets.Remove(Plain) };
        Desire(gone);
        Assert.Equal(0, _bench.Count<Fact.PacketPickedUp>());
        Desire(gone with { Version = 3, Compartments = gone.Compartments.Add(door, SettlementTests.Looked(_bench, door)) });

        Assert.Equal([Sender.Id, Second.Id], _bench.Last<Fact.PacketPickedUp>().Actors);
        Assert.Equal(CompartmentCondition.Vacant, Compartments.ConditionOf(_bench.State, _bench.Model, door));
    }

    [Fact]
    public void The_record_says_why_a_door_was_opened_from_afar()
    {
        Order("c1", Nonce(), compartment: 3);
        Assert.Equal("the courier left her keys inside", _bench.Last<Fact.ReleaseIntended>().Reason);
    }

    [Fact]
    public void Remote_opens_are_limited_by_the_minute_and_by_the_hour()
    {
        Order("c1", Nonce(), 3);
        _bench.Opens();
        Order("c2", Nonce(), 4);
        _bench.Opens();
        Refused("c3", Nonce(), 5, CommandRefusal.Limit); // 24 doors: two an hour.
        _bench.After(TimeSpan.FromMinutes(59));
        Refused("c4", Nonce(), 5, CommandRefusal.Limit);
        _bench.After(TimeSpan.FromMinutes(1));
        Order("c5", Nonce(), 5);
        Assert.Equal(5, _bench.LastPulse!.Compartment);
    }

    [Fact]
    public void No_such_compartment_a_busy_one_and_one_out_of_service_are_refused()
    {
        Refused("c1", Nonce(), 25, CommandRefusal.NoSuchCompartment);
        Order("c2", Nonce(), 3);
        Refused("c3", Nonce(), 3, CommandRefusal.Busy);
        Desire(Wanted(2) with { Compartments = Wanted().Compartments.Add(4, new CompartmentSetting(4, null, "broken")) });
        Refused("c4", Nonce(), 4, CommandRefusal.OutOfService);
        _bench.Sense(5, DoorSeen.Unknown);
        Refused("c5", Nonce(), 5, CommandRefusal.OutOfService);
    }

    [Fact]
    public void At_most_eight_nonces_are_outstanding()
    {
        string first = Nonce();
        for (int more = 0; more < Orders.NoncesMax; more++)
        {
            Nonce();
        }

        Refused("c1", first, 3, CommandRefusal.NonceUnknown);
        Assert.Equal(Orders.NoncesMax, _bench.State.Link.Nonces.Length);
    }

    [Fact]
    public void A_self_test_names_every_compartment_and_moves_nothing()
    {
        _bench.Sense(5, DoorSeen.Unknown);
        _bench.Give(new CabinetInput.OrderReceived("t", 1, new ServerOrder.RunSelfTest()));
        OrderAnswer.SelfTested tested = Assert.IsType<OrderAnswer.SelfTested>(Assert.Single(Answers()));
        Assert.Equal(25, tested.Items.Length);
        Assert.Equal(
            ["compartment 5"], tested.Items.Where(item => item.Result is SelfTestResult.Failed).Select(item => item.Name));
        Assert.Null(_bench.LastPulse);
    }

    [Fact]
    public void A_delta_to_another_version_is_not_applied_but_the_whole_asked_for()
    {
        DesiredChange.Delta delta = new(5, 4, DateTimeOffset.UnixEpoch, [], [Opener.Id], [], [], null, null);
        CabinetStep step = _bench.Give(new CabinetInput.DesiredReceived(delta));
        Assert.IsType<CabinetEffect.AskForDesired>(Assert.Single(step.Effects));
        step = _bench.Give(new CabinetInput.DesiredReceived(delta with { Version = 2, BaseVersion = 1 }));
        Assert.IsType<CabinetEffect.KeepDesired>(Assert.Single(step.Effects));
        Assert.False(_bench.State.Desired.People.ContainsKey(Opener.Id));
    }

    [Fact]
    public void Somebody_revoked_in_the_middle_of_a_visit_is_not_served_on()
    {
        _bench.SignIn(Opener);
        Desire(Wanted(2) with { People = Wanted().People.Remove(Opener.Id) });
        Assert.Equal(KioskScreen.Idle, _bench.Screen.Screen);
    }

    [Fact]
    public void Somebody_revoked_while_her_PIN_is_checked_is_not_let_in()
    {
        _bench.Scan(Opener.Badge.Value);
        _bench.Ask(new KioskRequest.EnterPin("1234"));
        Desire(Wanted(2) with { People = Wanted().People.Remove(Opener.Id) });
        _bench.Give(new CabinetInput.PinChecked(Opener.Id, true));
        Assert.Null(_bench.State.Visit);
        Assert.Equal(0, _bench.Count<Fact.SignedIn>());
        Assert.Equal(NoticeKind.UnknownBadge, _bench.Screen.Message?.Kind);
    }

    /// <summary>docs/rules.md F-9: the door forgets at a restart that its coil is open; the record does not.</summary>
    [Fact]
    public void An_open_coil_gets_no_pulse_by_order_after_a_restart()
    {
        Order("c1", Nonce(), compartment: 3);
        _bench.Pulse(new PulseResult.CoilOpen());
        _bench.Start();
        _bench.Give(new CabinetInput.LinkWelcomed(2, 0, JournalStanding.Accepted));
        Refused("c2", Nonce(), compartment: 3, CommandRefusal.OutOfService, approver: Second.Id);
    }

    private string Nonce()
    {
        _bench.Give(new CabinetInput.OrderReceived("n", _bench.State.Link.Epoch, new ServerOrder.IssueNonce()));
        return Assert.IsType<ServerCall.IssuedNonce>(_bench.Effects.OfType<CabinetEffect.AskServer>().Last().Call).Nonce;
    }

    private void Order(string command, string nonce, int compartment, TimeSpan? ttl = null, PersonId? approver = null) =>
        _bench.Give(new CabinetInput.OrderReceived(
            "o", _bench.State.Link.Epoch, new ServerOrder.Open(
                CommandId.Parse(command), nonce, ttl ?? Ttl, compartment, Sender.Id, approver)
            {
                Reason = "the courier left her keys inside",
            }));

    private void Refused(string command, string nonce, int compartment, CommandRefusal reason, PersonId? approver = null)
    {
        int before = _bench.Count<Fact.ReleaseIntended>();
        Order(command, nonce, compartment, approver: approver);
        Assert.Equal(new Fact.CommandRefused(CommandId.Parse(command), compartment, reason), _bench.Last<Fact.CommandRefused>());
        Assert.Equal(new OrderAnswer.OpenRefused(CommandId.Parse(command), reason), Answers().Last());
        Assert.Equal(before, _bench.Count<Fact.ReleaseIntended>());
    }

    private void Desire(DesiredState state) => _bench.Give(new CabinetInput.DesiredReceived(new DesiredChange.Full(state)));

    private IEnumerable<OrderAnswer> Answers() =>
        _bench.Effects.OfType<CabinetEffect.AnswerServer>().Select(effect => effect.Answer);
}
