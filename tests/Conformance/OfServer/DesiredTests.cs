using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SmartLocker.Conformance.Kit;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Storage.Compliance;
using static SmartLocker.Conformance.Kit.CabinetLines;
using V1 = SmartLocker.Contracts.V1;

namespace SmartLocker.Conformance.OfServer;

/// <summary>Chapter 4, the server's end.</summary>
public sealed class DesiredTests : IAsyncLifetime
{
    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.Make();

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return default;
    }

    private static Line[] Opened => [SaysHello(), HearsWelcome(1), SaysHeld(1)];

    [Fact, Rule("CL-30")]
    public Task Every_change_makes_a_higher_version() => _server.Play(
    [
        .. Opened,
        Then(_server.Changes),
        HearsNothing,
        Then(() => Close(4, "清潔")),
        Then(_server.Changes),
        HearsDesired(desired => desired.Version == 2),
        SaysHeld(2),
        Then(() => Close(4, null)),
        Then(_server.Changes),
        HearsDesired(desired => desired.Version == 3),
    ]);

    [Fact, Rule("CL-31")]
    public Task A_delta_applies_to_what_the_cabinet_holds_and_names_what_changed() => _server.Play(
    [
        .. Opened,
        Then(() => Close(4, "清潔")),
        Then(_server.Changes),
        HearsDesired(desired => desired is { Version: 2, BaseVersion: 1, Settings: not null, People.Count: 0, Packets.Count: 0 }
            && desired.Compartments.Single().OutOfServiceReason == "清潔"),
        SaysHeld(2),
        Then(() => _server.City.SealOne()),
        Then(_server.Changes),
        HearsDesired(desired => desired is { Version: 3, BaseVersion: 2, Settings: null, Packets.Count: 1 }),
    ]);

    [Fact, Rule("CL-32")]
    public Task Version_0_is_answered_with_the_whole_document() => _server.Play(
        [.. Opened, SaysHeld(0), HearsDesired(desired => desired is { Version: 1, BaseVersion: 0, People.Count: > 0 })]);

    [Fact, Rule("CL-46")]
    public Task A_whole_document_that_cannot_be_taken_comes_again_after_60_s_and_not_in_a_circle() => _server.Play(
        SaysHello(),
        HearsWelcome(1, welcome => welcome.Desired is { BaseVersion: 0 }),
        SaysHeld(0),
        HearsNothing,
        SaysHeld(0),
        HearsNothing,
        Waits(25),
        SaysHeartbeat(0),
        Waits(30),
        HearsHeartbeat(),
        SaysHeartbeat(0),
        Waits(10),
        HearsDesired(desired => desired is { Version: 1, BaseVersion: 0 }),
        HearsHeartbeat());

    [Fact, Rule("CL-33")]
    public Task A_cabinet_that_holds_the_newest_is_sent_nothing() => _server.Play(
        [.. Opened, SaysHeld(1), HearsNothing, Then(_server.Changes), HearsNothing]);

    [Fact, Rule("CL-34")]
    public Task Changes_while_a_document_is_under_way_arrive_as_one() => _server.Play(
        SaysHello(),
        HearsWelcome(1),
        Then(() => Close(4, "清潔")),
        Then(_server.Changes),
        Then(() => Close(5, "油漆")),
        Then(_server.Changes),
        HearsNothing,
        SaysHeld(1),
        HearsDesired(desired => desired.BaseVersion == 1 && desired.Compartments.Count == 2));

    [Fact, Rule("CL-34")]
    public async Task Nothing_is_sent_that_is_nobodys_business_at_a_cabinet()
    {
        await _server.City.SealOne(Secrecy.Confidential);
        byte[] document = [];
        await _server.Play(SaysHello(), new Line.Hears("Welcome", frame =>
        {
            document = ((V1.ServerFrame)frame).Welcome.Desired.ToByteArray();
            return true;
        }));
        string text = Encoding.UTF8.GetString(document);
        Assert.DoesNotContain("會議", text, StringComparison.Ordinal);
        Assert.DoesNotContain("密", text, StringComparison.Ordinal);
        Assert.DoesNotContain("東區民字", text, StringComparison.Ordinal);
        Assert.DoesNotContain("admin", text, StringComparison.Ordinal);
        Assert.Equal(4, V1.DesiredState.Parser.ParseFrom(document).People.Count);
    }

    [Fact, Rule("CL-35")]
    public async Task A_packet_for_two_persons_lies_alone_and_one_of_a_receiver_who_allows_it_does_not()
    {
        PacketId alone = await _server.City.SealOne(Secrecy.Confidential);
        PacketId shared = await _server.City.SealOne();
        await _server.Play(SaysHello(), HearsWelcome(1, welcome =>
            Sharing(welcome, alone) == V1.PacketSharing.Alone && Sharing(welcome, shared) == V1.PacketSharing.WithReceiversOwn));
    }

    [Fact, Rule("CL-36")]
    public async Task What_a_person_found_is_named_with_the_entry_up_to_which_the_record_knows()
    {
        PacketId packet = await _server.City.SealOne();
        ScriptedJournal journal = new();
        await _server.Play([.. Opened, SaysEntries(journal.Next(5)), HearsAck(5)]);
        Assert.Null(await _server.City.Reconciliation.Reconcile(
            City.CabinetOne, City.Administrator, 4, [packet], "開門查看"));
        await _server.Play(
            Then(_server.Changes),
            HearsDesired(desired =>
                desired.Compartments.Single(setting => setting.Compartment == 4).SettledUpTo == 5
                && desired.Packets.Single(one => one.PacketId == packet.Value).FoundIn == 4));
    }

    [Fact, Rule("CL-45")]
    public Task A_cabinet_ahead_of_a_restored_server_gets_the_whole_above_the_version_it_holds() => _server.Play(
        SaysHello(held: 41),
        HearsWelcome(1, welcome => welcome.Desired is { Version: 42, BaseVersion: 0 }),
        SaysHeld(42),
        Then(() => Close(4, "清潔")),
        Then(_server.Changes),
        HearsDesired(desired => desired is { Version: 43, BaseVersion: 42 }));

    [Fact, Rule("CL-45")]
    public Task A_document_that_does_not_say_when_it_was_made_is_replaced_as_a_whole() => _server.Play(
    [
        .. Opened,
        Then(_server.Connect),
        SaysHello(held: 1, epochSeen: 1, change: hello => hello.DesiredMadeAt = null),
        HearsWelcome(2, welcome => welcome.Desired is { Version: 2, BaseVersion: 0 }),
    ]);

    [Fact, Rule("CL-45")]
    public Task A_document_of_a_known_number_that_was_made_at_another_hour_is_replaced_as_a_whole() => _server.Play(
    [
        .. Opened,
        Then(_server.Connect),
        SaysHello(held: 1, epochSeen: 1, change: hello => hello.DesiredMadeAt = new Timestamp { Seconds = 1 }),
        HearsWelcome(2, welcome => welcome.Desired is { Version: 2, BaseVersion: 0 }),
    ]);

    [Fact, Rule("CL-45")]
    public Task A_document_that_this_server_made_is_not_sent_again() => _server.Play(
    [
        .. Opened, Then(_server.Connect), SaysHello(held: 1, epochSeen: 1),
        HearsWelcome(2, welcome => welcome.Desired is null),
    ]);

    [Fact, Rule("CL-36")]
    public async Task A_label_that_the_server_does_not_know_is_said_to_lie_where_it_was_found()
    {
        PacketId strange = PacketId.FromDigits("000000000002");
        ScriptedJournal journal = new();
        await _server.Play([.. Opened, SaysEntries(journal.Next(5)), HearsAck(5)]);
        Assert.Null(await _server.City.Reconciliation.Reconcile(
            City.CabinetOne, City.Administrator, 4, [strange], "開門查看"));
        await _server.Play(
            Then(_server.Changes),
            HearsDesired(desired => desired.Compartments.Single().UnlistedPacketIds.Single() == strange.Value));
    }

    [Fact, Rule("CL-45")]
    public Task A_version_that_no_server_can_have_given_is_not_believed() => _server.Play(
        SaysHello(held: long.MaxValue), HearsWelcome(1, welcome => welcome.Desired is { Version: 1, BaseVersion: 0 }));

    private static V1.PacketSharing Sharing(V1.Welcome welcome, PacketId packet) =>
        welcome.Desired.Packets.Single(one => one.PacketId == packet.Value).Sharing;

    private async Task Close(int compartment, string? reason) => Assert.Null(
        await _server.City.Registry.SetCompartment(City.CabinetOne, City.Administrator, compartment, null, reason));
}
