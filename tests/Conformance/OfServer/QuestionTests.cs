using Grpc.Core;
using SmartLocker.Conformance.Kit;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Storage.Compliance;
using static SmartLocker.Conformance.Kit.CabinetLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Chapter 5, the server's end.</summary>
public sealed class QuestionTests : IAsyncLifetime
{
    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.Make();

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return default;
    }

    private static Line[] Opened => [SaysHello(), HearsWelcome(1)];

    [Fact, Rule("CL-40")]
    public async Task A_question_gets_one_answer_with_its_id()
    {
        PacketId packet = await _server.City.SealOne();
        await _server.Play(
        [
            .. Opened,
            Asks(LookUp(packet), correlation: "q-7"),
            HearsAnswer(answer => answer.Packet.Packet.PacketId == packet.Value, "q-7"),
            HearsNothing,
        ]);
    }

    /// <summary>Also one that stood in line behind a backlog: nothing is promised to somebody who has gone on.</summary>
    [Fact, Rule("CL-40")]
    public async Task A_question_whose_time_is_over_is_answered_by_nobody_and_promises_nothing()
    {
        PacketId packet = await _server.City.SealOne();
        await _server.Play(
        [
            .. Opened,
            Then(() => _server.HearLate(Question(Assign(packet, _server.City.Courier.Id)), TimeSpan.FromSeconds(1.1))),
            HearsNothing,
            Then(() => _server.HearLate(Question(LookUp(packet)), TimeSpan.FromSeconds(0.9))),
            HearsAnswer(answer => answer.Packet is not null),
        ]);
        Assert.Empty((await _server.City.Ledger.FindCabinet(City.CabinetOne))!.State.Compartments);
    }

    [Theory, Rule("CL-40")]
    [InlineData("")]
    [InlineData("not an id")]
    public Task A_question_without_an_id_breaks_the_rules(string correlation) => _server.Play(
        [.. Opened, Asks(LookUp(PacketId.FromDigits("000000000001")), correlation: correlation),
            HearsTheEnd(StatusCode.InvalidArgument, "correlation id")]);

    [Fact, Rule("CL-41")]
    public async Task It_names_a_vacant_compartment_and_another_when_that_is_refused()
    {
        PacketId packet = await _server.City.SealOne();
        uint named = 0;
        await _server.Play(
        [
            .. Opened,
            Asks(Assign(packet, _server.City.Courier.Id)),
            HearsAnswer(answer => (named = answer.Assigned.Compartment) > 0 && answer.Assigned.AssignmentId.Length > 0),
        ]);
        await _server.Play(
            Asks(Assign(packet, _server.City.Courier.Id, refused: named)),
            HearsAnswer(answer => answer.Assigned.Compartment > 0 && answer.Assigned.Compartment != named));
    }

    [Fact, Rule("CL-41")]
    public async Task What_it_promised_it_promises_again()
    {
        PacketId packet = await _server.City.SealOne();
        string promise = "";
        await _server.Play(
        [
            .. Opened,
            Asks(Assign(packet, _server.City.Courier.Id)),
            HearsAnswer(answer => (promise = answer.Assigned.AssignmentId).Length > 0),
            Asks(Assign(packet, _server.City.Courier.Id)),
            HearsAnswer(answer => answer.Assigned.AssignmentId == promise),
        ]);
    }

    [Fact, Rule("CL-42")]
    public async Task Two_persons_of_the_receiver_one_of_them_a_named_opener_may_collect()
    {
        PacketId packet = await _server.City.SealOne(Secrecy.Confidential);
        ScriptedJournal journal = new();
        await _server.Play(
        [
            .. Opened,
            SaysEntries(journal.Next(new V1.Fact
            {
                PacketDeposited = new V1.PacketDeposited
                {
                    PacketId = packet.Value,
                    Compartment = 3,
                    ActorId = _server.City.Courier.Id.Value,
                    CommandId = "c-1",
                },
            })),
            HearsAck(1),
            Asks(Check(packet, _server.City.Opener.Id, _server.City.Collector.Id)),
            HearsAnswer(answer => answer.SecretChecked.CheckId.Length > 0),
            Asks(Check(packet, _server.City.Opener.Id, _server.City.Opener.Id)),
            HearsAnswer(answer => answer.Refused is not null),
            Asks(Check(packet, _server.City.Collector.Id, _server.City.Courier.Id)),
            HearsAnswer(answer => answer.Refused is not null),
        ]);
    }

    [Fact, Rule("CL-43")]
    public Task No_is_an_ordinary_answer_and_the_stream_lives() => _server.Play(
    [
        .. Opened,
        Asks(LookUp(PacketId.FromDigits("000000000001"))),
        HearsAnswer(answer => answer.Refused.Reason == V1.CallRefusal.UnknownPacket),
        Asks(Assign(PacketId.FromDigits("000000000001"), PersonId.Parse("nobody"))),
        HearsAnswer(answer => answer.Refused.Reason == V1.CallRefusal.UnknownPacket),
    ]);

    [Fact, Rule("CL-44")]
    public Task Questions_are_answered_in_the_order_in_which_they_came() => _server.Play(
    [
        .. Opened,
        .. "abc".Select(id => Asks(LookUp(PacketId.FromDigits("000000000001")), correlation: $"{id}")),
        .. "abc".Select(id => HearsAnswer(_ => true, $"{id}")),
    ]);

    private static V1.CabinetCall Check(PacketId packet, params PersonId[] persons) => new()
    {
        CheckSecret = new V1.CheckSecret { PacketId = packet.Value, PersonIds = { persons.Select(person => person.Value) } },
    };
}
