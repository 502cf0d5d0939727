using SmartLocker.Conformance.Kit;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Agent.Tests;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Desired;
using SmartLocker.Firmware.Core.Journal;
using static SmartLocker.Conformance.Kit.ServerLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfCabinet;

/// <summary>Chapter 5, the cabinet's end: what it asks, and what it does when nobody answers.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly CabinetUnderTest _cabinet = new();

    public QuestionTests() => _cabinet.Connect();

    public void Dispose() => _cabinet.Dispose();

    /// <summary>Ann stands there with a packet whose label she scans.</summary>
    private Line[] Scanned(PacketId? packet = null) =>
    [
        HearsHello(),
        SaysWelcome(desired: World.Desired(5)),
        HearsHeld(5),
        HearsEntries(1, 1),
        Then(_cabinet.SignsIn),
        HearsEntries(2, 2),
        Then(() => _cabinet.Feed(new CabinetInput.Scanned((packet ?? World.Packet).Value))),
    ];

    [Fact, Rule("CL-40")]
    public Task A_question_says_how_long_it_waits_and_an_answer_that_comes_later_changes_nothing() => _cabinet.Play(
    [
        .. Scanned(),
        HearsQuestion(call => call is { CorrelationId.Length: > 0, Deadline: { Seconds: 0, Nanos: 100_000_000 } }),
        Waits(0.25),
        HearsEntries(3, 3),
        SaysAnswer(_cabinet, Assigned(7)),
        HearsNothing,
        Then(() => Assert.DoesNotContain(_cabinet.Pulses, pulse => pulse.Pulse.Compartment == 7)),
    ]);

    [Fact, Rule("CL-40"), Rule("CL-14")]
    public Task An_answer_of_an_older_stream_is_none() => _cabinet.Play(
    [
        .. Scanned(),
        HearsQuestion(),
        SaysAnswer(_cabinet, Assigned(7), epoch: 0),
        HearsNothing,
        Then(() => Assert.Empty(_cabinet.Pulses)),
    ]);

    [Fact, Rule("CL-41")]
    public Task It_says_what_it_sees_of_every_compartment_and_opens_the_one_that_is_named() => _cabinet.Play(
    [
        .. Scanned(),
        HearsQuestion(call => call.Assign.PacketId == World.Packet.Value && call.Assign.CourierId == World.Ann.Value
            && call.Assign.Compartments.Count == 24
            && call.Assign.Compartments[2].Condition == V1.CompartmentCondition.OutOfService
            && call.Assign.Compartments[6].Condition == V1.CompartmentCondition.Vacant),
        SaysAnswer(_cabinet, Assigned(7)),
        HearsEntries(3, 3),
        Then(() => Assert.Equal(7, Assert.Single(_cabinet.Pulses).Pulse.Compartment)),
        Then(() => Assert.IsType<Authorisation.Assigned>(Intent().Authorisation)),
    ]);

    [Fact, Rule("CL-41")]
    public Task A_compartment_that_cannot_be_used_is_refused_and_asked_again() => _cabinet.Play(
    [
        .. Scanned(),
        HearsQuestion(),
        SaysAnswer(_cabinet, Assigned(3)),
        HearsQuestion(call => call.Assign.Compartments[2].Condition
            is V1.CompartmentCondition.Refused or V1.CompartmentCondition.OutOfService),
        SaysAnswer(_cabinet, Assigned(7)),
        HearsEntries(3, 3),
        Then(() => Assert.Equal(7, Assert.Single(_cabinet.Pulses).Pulse.Compartment)),
    ]);

    /// <summary>No answer in time: by the same rule, alone; the label is one that nobody knows here.</summary>
    [Fact, Rule("CL-41")]
    public Task Without_an_answer_it_chooses_by_itself_also_for_a_label_that_it_does_not_know() => _cabinet.Play(
    [
        .. Scanned(PacketId.FromDigits("000000000042")),
        HearsQuestion(),
        Waits(0.25),
        HearsEntries(3, 3),
        Then(() => Assert.IsType<Authorisation.AssignedLocally>(Intent().Authorisation)),
    ]);

    [Fact, Rule("CL-42"), Rule("CL-38")]
    public async Task Two_persons_are_asked_for_when_what_it_knows_is_old_and_the_answer_holds_for_this_visit_alone()
    {
        CabinetPerson bob = World.Desired(5).People[World.Ann] with
        {
            Id = PersonId.Parse("bob"),
            Badge = BadgeNumber.FromDigits("2222222222"),
        };
        DesiredState two = World.Desired(5);
        two = two with
        {
            People = two.People.Add(bob.Id, bob),
            Packets = two.Packets.SetItem(World.Packet, two.Packets[World.Packet] with
            {
                Policy = PickupPolicy.TwoPersons,
                Openers = [World.Ann],
                Sharing = PacketSharing.Alone,
            }),
        };
        await _cabinet.Play(HearsHello(), SaysWelcome(desired: two), HearsHeld(5), HearsEntries(1, 1));
        await Collects(bob);
        V1.CabinetCall asked = Heard().Last(call => call.CallCase is V1.CabinetCall.CallOneofCase.CheckSecret);
        Assert.Equal([World.Ann.Value, "bob"], asked.CheckSecret.PersonIds);
        await _cabinet.Play(SaysAnswer(_cabinet, new V1.CabinetCallAnswer
        {
            SecretChecked = new V1.SecretChecked { CheckId = "check-1" },
        }), new Line.Hears("the entries of it", _ => true));
        Assert.Equal(new Authorisation.Checked("check-1"), Intent().Authorisation);
    }

    [Fact, Rule("CL-43")]
    public Task A_no_is_an_answer_and_the_stream_lives() => _cabinet.Play(
    [
        .. Scanned(),
        HearsQuestion(),
        SaysAnswer(_cabinet, new V1.CabinetCallAnswer
        {
            Refused = new V1.CallRefused { Reason = V1.CallRefusal.NotYourPacket },
        }),
        HearsNothing,
        Then(() => Assert.Empty(_cabinet.Pulses)),
    ]);

    [Fact, Rule("CL-44")]
    public void Questions_leave_in_the_order_in_which_they_were_asked()
    {
        LinkSession session = new(_cabinet.Journal, new LinkIdentity("SDL-24-CH", 1, "1.0", "boot"), null, 0);
        session.Next();
        session.Receive((V1.ServerFrame)((Line.Says)SaysWelcome()).Frame);
        string[] asked = ["a", "b", "c"];
        Assert.All(asked, id => Assert.True(
            session.TryAsk(id, TimeSpan.FromSeconds(1), new Firmware.Core.Link.ServerCall.LookUp(World.Packet))));
        Assert.Equal(asked, asked.Select(_ => session.Next()!.Call.CorrelationId));
    }

    private Fact.ReleaseIntended Intent() => _cabinet.Facts.OfType<Fact.ReleaseIntended>().Last();

    /// <summary>Ann deposits; an hour later she and Bob stand there.</summary>
    private async Task Collects(CabinetPerson bob)
    {
        _cabinet.SignsIn();
        _cabinet.Feed(new CabinetInput.Scanned(World.Packet.Value));
        await _cabinet.Wait(TimeSpan.FromSeconds(1));
        _cabinet.DoorOpens();
        _cabinet.DoorShuts(_cabinet.Pulses[0].Pulse.Compartment);
        _cabinet.Feed(new CabinetInput.KioskAsked(new KioskRequest.SignOut()));
        _cabinet.Time.Advance(TimeSpan.FromHours(1));
        _cabinet.SignsIn();
        _cabinet.Feed(new CabinetInput.Scanned(bob.Badge.Value));
        _cabinet.Feed(new CabinetInput.KioskAsked(new KioskRequest.EnterPin(World.Pin)));
    }

    private List<V1.CabinetCall> Heard()
    {
        List<V1.CabinetCall> heard = [];
        while (_cabinet.Speak() is V1.CabinetFrame frame)
        {
            if (frame.Call is { } call) { heard.Add(call); }
        }

        return heard;
    }

    private static V1.CabinetCallAnswer Assigned(uint compartment) => new()
    {
        Assigned = new V1.CompartmentAssigned
        {
            AssignmentId = "a-1",
            Compartment = compartment,
            Packet = V1.DesiredState.Parser.ParseFrom(DesiredWire.ToDocument(World.Desired(5))).Packets[0],
            Reason = "SmallestFit",
        },
    };
}
