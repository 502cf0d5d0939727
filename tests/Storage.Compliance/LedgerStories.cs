using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.Storage.Compliance;

/// <summary>What every ledger must carry: the whole way of a packet, through the desks, on the real storage.</summary>
public abstract class LedgerStories : IAsyncLifetime
{
    private static readonly Agency New = new() { Code = AgencyCode.Parse("327290000X"), Name = "新機關" };

    private City _city = null!;

    protected abstract ILedger Open();

    public async ValueTask InitializeAsync()
    {
        _city = new City(Open());
        await _city.Found();
    }

    public ValueTask DisposeAsync()
    {
        _city.Dispose();
        (_city.Ledger as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_packet_goes_from_intake_to_a_receipt_and_every_step_is_on_record()
    {
        PacketId packet = await _city.SealOne();
        Welcome welcome = await _city.Connect();
        AssignAnswer.Assigned door = Assert.IsType<AssignAnswer.Assigned>(await _city.Ask(packet, welcome.Epoch));
        await Deposit(packet, door.Compartment, welcome.Epoch);

        OutboxRow notice = Assert.Single(await _city.Notices.Due(10), row => row.Notice.Recipient == _city.Collector.Id);
        Assert.DoesNotContain("檢送會議紀錄", notice.Notice.Body, StringComparison.Ordinal);
        await _city.Notices.Sent(notice);
        await _city.Notices.Sent(notice);

        await PickUp(packet, door.Compartment, welcome.Epoch, _city.Collector.Id);
        Packet picked = (await _city.Ledger.FindPacket(packet))!.State;
        Assert.Null(await _city.Packets.Receipt(packet, _city.Opener, All(picked, ReceiptMark.Received)));

        IReadOnlyList<TimelineLine> lines = await _city.Packets.Timeline(packet);
        Assert.Equal(
            ["Opened", "EnclosureAdded", "Sealed", "Assigned", "Deposited", "Notified", "PickedUp", "Receipted"],
            lines.Select(line => line.What));
        Assert.Equal("人員 courier-s", lines[4].ActorName);
        Assert.Equal(PacketStage.Receipted, (await _city.Ledger.FindPacket(packet))!.State.Stage);
        Assert.Empty(await Verify.Fold(_city.Ledger));
    }

    [Fact]
    public async Task Entries_sent_twice_change_nothing_and_are_acked_again()
    {
        PacketId packet = await _city.SealOne();
        Welcome welcome = await _city.Connect();
        CabinetEntry deposit = _city.Entry(Deposited(packet, 3));
        CabinetEntry shut = _city.Entry(new CabinetFact.DoorShut(3, TimeSpan.FromSeconds(4)));

        Assert.Equal(new JournalAnswer.Acked(2), await Take(welcome, deposit, shut));
        long cursor = _city.Ledger.Bell.Cursor;
        Assert.Equal(new JournalAnswer.Acked(2), await Take(welcome, deposit, shut));
        Assert.Equal(new JournalAnswer.Acked(2), await Take(welcome, shut));
        Assert.Equal(cursor, _city.Ledger.Bell.Cursor);
    }

    [Fact]
    public async Task A_gap_applies_nothing_and_the_ack_stays()
    {
        PacketId packet = await _city.SealOne();
        Welcome welcome = await _city.Connect();
        CabinetEntry first = _city.Entry(new CabinetFact.Booted("1.0", City.ModelId, 1));
        CabinetEntry second = _city.Entry(Deposited(packet, 3));

        Assert.Equal(new JournalAnswer.Acked(0), await Take(welcome, second));
        Assert.Equal(PacketStage.Sealed, (await _city.Ledger.FindPacket(packet))!.State.Stage);
        Assert.Equal(new JournalAnswer.Acked(2), await Take(welcome, first, second));
        Assert.Equal(PacketStage.Deposited, (await _city.Ledger.FindPacket(packet))!.State.Stage);
    }

    [Fact]
    public async Task Another_entry_under_an_applied_sequence_quarantines_the_cabinet()
    {
        Welcome welcome = await _city.Connect();
        City forked = new(_city.Ledger);
        Assert.Equal(new JournalAnswer.Acked(1), await Take(welcome, _city.Entry(new CabinetFact.Booted("1.0", City.ModelId,
            1))));

        JournalAnswer answer = await Take(welcome, forked.Entry(new CabinetFact.Booted("1.1", City.ModelId, 1)));
        Assert.Equal(new JournalAnswer.Quarantined(Server.Core.Fleet.QuarantineReason.Forked), answer);
        Assert.IsType<JournalAnswer.Quarantined>(await Take(welcome, _city.Entry(new CabinetFact.SignedOut("visit-1"))));
        Assert.Equal(1, (await _city.Ledger.FindCabinet(City.CabinetOne))!.State.Journal!.AppliedUpTo);
    }

    [Fact]
    public async Task An_older_stream_is_fenced_off()
    {
        PacketId packet = await _city.SealOne();
        Welcome older = await _city.Connect();
        Welcome newer = await _city.Connect(highestEpoch: 41);
        Assert.Equal(42, newer.Epoch);

        AssignAnswer.Refused refused = Assert.IsType<AssignAnswer.Refused>(await _city.Ask(packet, older.Epoch));
        Assert.Equal(Server.Core.Assignment.CallRefusal.Fenced, refused.Reason);
        Assert.IsType<JournalAnswer.Fenced>(await _city.Tell(older.Epoch, new CabinetFact.SignedOut("visit-1")));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_reply_and_no_second_document()
    {
        PacketId first = await _city.PackOne(key: "drop-1");
        PacketId again = await _city.PackOne(key: "drop-1");
        Assert.Equal(first, again);
        Assert.Single((await _city.Ledger.FindPacket(first))!.State.Enclosures);

        Assert.Equal(first, await _city.PackOne(key: "drop-2"));
        Assert.Equal(2, (await _city.Ledger.FindPacket(first))!.State.Enclosures.Length);
    }

    [Fact]
    public async Task A_receiver_nobody_knows_waits_until_a_person_says_who_it_is()
    {
        ImmutableArray<TakenIn> taken = await _city.Intake.TakeIn(
            [City.Letter("a.di", Secrecy.Ordinary, [City.Receiver, null])], City.Sender, Actor.DocumentSystem(City.Sender), "");
        TakenIn.Accepted accepted = Assert.IsType<TakenIn.Accepted>(Assert.Single(taken));
        Assert.Single(accepted.Unresolved);
        Assert.Single(await _city.Ledger.Views.WaitingDocuments(City.Sender, 10));

        Assert.Equal(
            ResolveRejection.NotAllowed,
            await _city.Intake.ResolveReceiver(accepted.Document, 1, City.Receiver, _city.Opener));
        Assert.Null(await _city.Intake.ResolveReceiver(accepted.Document, 1, City.Receiver, _city.Clerk));
        Assert.Empty(await _city.Ledger.Views.WaitingDocuments(null, 10));
        Assert.Equal(2, (await _city.Ledger.FindPacket(accepted.Packets[0]))!.State.Enclosures.Length);
        Assert.Empty(await Verify.Fold(_city.Ledger));
    }

    [Fact]
    public async Task A_document_without_receivers_waits_until_a_person_names_them_and_closes_the_list()
    {
        ImmutableArray<TakenIn> taken = await _city.Intake.TakeIn(
            [City.Letter("a.di", Secrecy.Ordinary, [])], City.Sender, Actor.DocumentSystem(City.Sender), "");
        TakenIn.Accepted accepted = Assert.IsType<TakenIn.Accepted>(Assert.Single(taken));
        Assert.Single(accepted.Warnings);
        Assert.Single(await _city.Ledger.Views.WaitingDocuments(City.Sender, 10));

        Assert.Equal(
            ResolveRejection.NotAllowed, await _city.Intake.NameReceiver(accepted.Document, City.Receiver, _city.Opener));
        Assert.Equal(ResolveRejection.NotAllowed, await _city.Intake.CloseReceivers(accepted.Document, _city.Opener));
        Assert.Equal(
            ResolveRejection.UnknownAgency,
            await _city.Intake.NameReceiver(accepted.Document, AgencyCode.Parse("A999999999"), _city.Clerk));
        Assert.Null(await _city.Intake.NameReceiver(accepted.Document, City.Receiver, _city.Clerk));
        Assert.Equal(
            ResolveRejection.AlreadyNamed, await _city.Intake.NameReceiver(accepted.Document, City.Receiver, _city.Clerk));
        Assert.Single(await _city.Ledger.Views.OpenPackets(City.Sender));
        Assert.Single(await _city.Ledger.Views.WaitingDocuments(City.Sender, 10));

        Assert.Null(await _city.Intake.CloseReceivers(accepted.Document, _city.Clerk));
        Assert.Equal(
            ResolveRejection.NotWaiting, await _city.Intake.NameReceiver(accepted.Document, City.Receiver, _city.Clerk));
        Assert.Empty(await _city.Ledger.Views.WaitingDocuments(null, 10));
        Assert.Empty(await Verify.Fold(_city.Ledger));
    }

    [Fact]
    public async Task Two_hundred_and_fifty_receivers_get_a_packet_each()
    {
        AgencyCode?[] receivers = [.. Enumerable.Range(1,
            250).Select(number => (AgencyCode?)AgencyCode.Parse($"A{number:000000000}"))];
        ImmutableArray<TakenIn> taken = await _city.Intake.TakeIn(
            [City.Letter("big.di", Secrecy.Ordinary, receivers)], City.Sender, Actor.DocumentSystem(City.Sender), "");
        Assert.Equal(250, Assert.IsType<TakenIn.Accepted>(Assert.Single(taken)).Packets.Length);
        Assert.Equal(250, (await _city.Ledger.Views.Packets(new PacketFilter { Senders = [City.Sender] })).Count);
    }

    [Fact]
    public async Task A_confidential_packet_is_given_to_two_of_the_receiver_alone()
    {
        PacketId packet = await _city.SealOne(Secrecy.Confidential);
        Welcome welcome = await _city.Connect();
        AssignAnswer.Assigned door = Assert.IsType<AssignAnswer.Assigned>(await _city.Ask(packet, welcome.Epoch));
        await Deposit(packet, door.Compartment, welcome.Epoch);

        Assert.IsType<SecretAnswer.Refused>(await Check(packet, welcome, _city.Opener.Id, _city.Opener.Id));
        Assert.IsType<SecretAnswer.Refused>(await Check(packet, welcome, _city.Opener.Id, _city.Courier.Id));
        Assert.IsType<SecretAnswer.Checked>(await Check(packet, welcome, _city.Collector.Id, _city.Opener.Id));

        await PickUp(packet, door.Compartment, welcome.Epoch, _city.Collector.Id);
        PacketException broken = Assert.Single((await _city.Ledger.FindPacket(packet))!.State.Exceptions);
        Assert.Equal(ExceptionReason.TwoPersonRuleBroken, broken.Reason);
    }

    [Fact]
    public async Task An_interrupted_deposit_is_settled_by_a_person_who_looked_and_then_the_receiver_is_told()
    {
        PacketId packet = await _city.SealOne();
        Welcome welcome = await _city.Connect();
        await _city.Tell(welcome.Epoch, new CabinetFact.DepositAbandoned(
            packet, 3, _city.Courier.Id, DepositAbandonment.Interrupted, CommandId.Parse("cmd-1")));
        Assert.Empty(await _city.Notices.Due(10));

        Assert.Equal(FleetRejection.NotAllowed, await _city.Reconciliation.Reconcile(City.CabinetOne, _city.Clerk, 3, [packet],
            "看過"));
        Assert.Null(await _city.Reconciliation.Reconcile(City.CabinetOne, City.Administrator, 3, [packet], "開櫃查見"));
        Assert.Equal(PacketStage.Deposited, (await _city.Ledger.FindPacket(packet))!.State.Stage);
        Assert.NotEmpty(await _city.Notices.Due(10));

        Assert.Null(await _city.Reconciliation.Reconcile(City.CabinetOne, City.Administrator, 3, [], "空的"));
        Assert.Equal(
            ExceptionReason.NotFound, Assert.Single((await _city.Ledger.FindPacket(packet))!.State.Exceptions).Reason);
        Assert.Empty(await Verify.Fold(_city.Ledger));
    }

    /// <summary>Two senders of one notice: the second finds it settled, and nothing of its commit is written.</summary>
    [Fact]
    public async Task A_notice_is_settled_once_and_whoever_settles_it_again_writes_nothing()
    {
        PacketId packet = await _city.SealOne();
        Welcome welcome = await _city.Connect();
        AssignAnswer.Assigned door = Assert.IsType<AssignAnswer.Assigned>(await _city.Ask(packet, welcome.Epoch));
        await Deposit(packet, door.Compartment, welcome.Epoch);
        OutboxRow notice = (await _city.Notices.Due(10))[0];
        DateTimeOffset now = _city.Time.GetUtcNow();
        Assert.IsType<CommitOutcome.Committed>(await _city.Ledger.Commit(new Commit { NoticesDone = [notice.Id] }, now));
        int rows = (await _city.Ledger.Views.WholeHistory(0, 10_000)).Count;

        CommitOutcome again = await _city.Ledger.Commit(
            new Commit
            {
                Changes = [new StreamChange.OfAgency(0, New, [new(now, Actor.Server, new AgencyEvent.Described(New))])],
                NoticesDone = [notice.Id],
            },
            now);

        Assert.IsType<CommitOutcome.VersionConflict>(again);
        Assert.IsType<CommitOutcome.VersionConflict>(
            await _city.Ledger.Commit(new Commit { NoticesDone = [long.MaxValue] }, now));
        Assert.Equal(rows, (await _city.Ledger.Views.WholeHistory(0, 10_000)).Count);
        Assert.Null(await _city.Ledger.FindAgency(New.Code));
        Assert.DoesNotContain(await _city.Ledger.DueNotices(now.AddDays(1), 10), row => row.Id == notice.Id);
    }

    /// <summary>CL-74: a denial is a fact of the cabinet's stream, and what a denied stream sends is not taken.</summary>
    [Fact]
    public async Task A_denied_machine_is_on_record_and_its_stream_is_fenced_by_the_same_commit()
    {
        Welcome welcome = await _city.Connect();
        Assert.Equal(
            FleetRejection.NotAllowed, await _city.Registry.DenyMachine(City.CabinetOne, _city.Clerk, "失竊"));
        Assert.Null(await _city.Registry.DenyMachine(City.CabinetOne, City.Administrator, "失竊"));

        PacketId packet = await _city.SealOne();
        AssignAnswer.Refused refused = Assert.IsType<AssignAnswer.Refused>(await _city.Ask(packet, welcome.Epoch));
        Assert.Equal(CallRefusal.Fenced, refused.Reason);
        Assert.Null(await _city.Connect());

        Assert.Null(await _city.Registry.AllowMachine(City.CabinetOne, City.Administrator, "S-2", "換新"));
        Assert.True((await _city.Connect()).Epoch > welcome.Epoch + 1);
        HistoryRow denial = Assert.Single(
            await _city.Ledger.Views.History(StreamNames.Of(City.CabinetOne)), row => row.Kind == "MachineDenied");
        Assert.Equal(City.Admin, denial.By);
        Assert.Contains("失竊", denial.Data, StringComparison.Ordinal);
        Assert.Empty(await Verify.Fold(_city.Ledger));
    }

    [Fact]
    public async Task Many_couriers_at_once_get_a_door_each()
    {
        Welcome welcome = await _city.Connect();
        List<PacketId> packets = [];
        for (int number = 0; number < 12; number++) { packets.Add(await _city.SealOne(Secrecy.Confidential)); }

        AssignAnswer[] answers = await Task.WhenAll(packets.Select(packet => Task.Run(() => _city.Ask(packet, welcome.Epoch))));
        int[] doors = [.. answers.OfType<AssignAnswer.Assigned>().Select(answer => answer.Compartment)];
        Assert.Equal(12, doors.Distinct().Count());
    }

    [Fact]
    public async Task Desired_state_grows_by_what_changed_and_not_without_a_change()
    {
        Server.Core.Fleet.Desired.DesiredState first = (await _city.Desired.Refresh(City.CabinetOne))!;
        Assert.Equal(first.Version, (await _city.Desired.Refresh(City.CabinetOne))!.Version);
        Assert.Equal(4, first.People.Count);
        Assert.NotNull(first.People[_city.Courier.Id].Pin);

        PacketId packet = await _city.SealOne();
        var delta = Assert.IsType<Server.Core.Fleet.Desired.DesiredChange.Delta>(
            await _city.Desired.ChangeFor(City.CabinetOne, HeldDesired.Sent(first.Version)));
        Assert.Equal(packet, Assert.Single(delta.Packets).Id);
        Assert.Empty(delta.People);
        Assert.Null(await _city.Desired.ChangeFor(City.CabinetOne, HeldDesired.Sent(delta.Version)));
        Assert.IsType<Server.Core.Fleet.Desired.DesiredChange.Full>(
            await _city.Desired.ChangeFor(City.CabinetOne, HeldDesired.Sent(999)));
    }

    private static Dictionary<EnclosureId, ReceiptMark> All(Packet packet, ReceiptMark mark) =>
        packet.Enclosures.ToDictionary(enclosure => enclosure.Id, _ => mark);

    private CabinetFact.PacketDeposited Deposited(PacketId packet, int door) =>
        new(packet, door, _city.Courier.Id, CommandId.Parse($"cmd-{packet}-in"), City.Receiver);

    private async Task Deposit(PacketId packet, int door, long epoch) =>
        Assert.IsType<JournalAnswer.Acked>(await _city.Tell(epoch, Deposited(packet, door)));

    private async Task PickUp(PacketId packet, int door, long epoch, params PersonId[] persons) =>
        Assert.IsType<JournalAnswer.Acked>(await _city.Tell(epoch, new CabinetFact.PacketPickedUp(
            packet, door, [.. persons], CommandId.Parse($"cmd-{packet}-out"), SealState.NotAsked)));

    private Task<JournalAnswer> Take(Welcome welcome, params CabinetEntry[] entries) =>
        _city.Journals.Take(City.CabinetOne, welcome.Epoch, entries);

    private Task<SecretAnswer> Check(PacketId packet, Welcome welcome, params PersonId[] persons) =>
        _city.Cabinets.CheckSecret(City.CabinetOne, welcome.Epoch, packet, [.. persons]);
}
