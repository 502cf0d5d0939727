using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Packets;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Fleet;

/// <summary>A cabinet knows what it needs and nothing else.</summary>
public sealed class DesiredTests
{
    private static readonly Cabinet Cabinet = CabinetFold.Evolve(null, new Recorded<CabinetEvent>(
        At(0), Actor.Server, new CabinetEvent.Registered(Hall, "SDL-24-CH", 1, new CabinetSettings { DisplayName = "市府" })));

    [Fact]
    public void Only_people_and_packets_of_agencies_that_use_the_cabinet_are_in_it()
    {
        DesiredState here = Build([Agency(East, Hall), Agency(Health, Hall)], [Sealed()]);
        Assert.Equal([Admin.Id, Clerk.Id, Registrar.Id, Courier.Id, Collector.Id], here.People.Keys);
        Assert.Equal(PacketStanding.Sealed, here.Packets[Number].Standing);

        DesiredState elsewhere = Build([Agency(East, Hall), Agency(Health, Station)], [Sealed()]);
        Assert.Equal([Admin.Id, Clerk.Id, Courier.Id], elsewhere.People.Keys);
        Assert.Empty(elsewhere.Packets);
        Assert.Empty(Build([Agency(East, Hall), Agency(Health, Hall)], [Open()]).Packets);
    }

    /// <summary>docs/rules.md R-16: who looks after cabinets ends a block there, and collects nothing by that.</summary>
    [Fact]
    public void An_administrator_with_a_badge_may_service_every_cabinet_and_carries_for_nobody()
    {
        DesiredPerson admin = Build([Agency(East, Station)], []).People[Admin.Id];
        Assert.True(admin.MayService);
        Assert.Empty(admin.Agencies);
        Assert.Empty(admin.TwoPersonAgencies);
        Assert.False(Build([Agency(East, Hall)], []).People[Courier.Id].MayService);
        Assert.False(admin.Same(admin with { MayService = false }));
    }

    [Fact]
    public void A_packet_with_an_open_question_is_held_and_a_confidential_one_needs_two()
    {
        Agency[] agencies = [Agency(East, Hall), Agency(Health, Hall)];
        Assert.Equal(PacketStanding.Deposited, Build(agencies, [Deposited()]).Packets[Number].Standing);
        Packet odd = Do(Deposited(), Deposit(CommandId.Parse("cmd-odd"), door: 7), 50);
        Assert.Equal(PacketStanding.Held, Build(agencies, [odd]).Packets[Number].Standing);
        Assert.Equal(PickupPolicy.TwoPersons, Build(agencies, [Sealed(Secrecy.Confidential)]).Packets[Number].Policy);
    }

    /// <summary>docs/rules.md R-11: the cabinet obeys the wish without the server.</summary>
    [Fact]
    public void A_packet_lies_alone_when_it_is_confidential_or_its_receiver_wishes_it()
    {
        Agency health = Agency(Health, Hall);
        Agency east = Agency(East, Hall);
        Agency alone = health with { AllowsAdding = false };
        Assert.Equal(PacketSharing.WithReceiversOwn, Build([east, health], [Sealed()]).Packets[Number].Sharing);
        Assert.Equal(PacketSharing.Alone, Build([east, alone], [Sealed()]).Packets[Number].Sharing);
        Assert.Equal(PacketSharing.Alone, Build([east, health], [Sealed(Secrecy.Confidential)]).Packets[Number].Sharing);
        Assert.Equal(PacketSharing.WithReceiversOwn, Build([east with { AllowsAdding = false }, health], [Sealed()])
            .Packets[Number].Sharing);
        Assert.False(DesiredProjection.Same(Build([east, health], [Sealed()]), Build([east, alone], [Sealed()])));
    }

    /// <summary>As the server's own choice does: the wish under which it was laid in stands while it lies there.</summary>
    [Fact]
    public void What_lies_inside_keeps_the_wish_under_which_it_was_put_there()
    {
        Agency[] agencies = [Agency(East, Hall), Agency(Health, Hall)];
        Content content = new(Number, Health, PacketSize.S, Alone: true, At(10));
        Cabinet holds = With(new CabinetEvent.ContentPut(3, content));
        Assert.Equal(PacketSharing.Alone, Build(agencies, [Deposited()], cabinet: holds).Packets[Number].Sharing);
        Assert.Null(Build(agencies, [Deposited()], cabinet: holds).Packets[Number].FoundIn);
    }

    [Fact]
    public void What_a_person_found_is_told_with_how_far_the_journal_was_known_until_another_journal_is_taken()
    {
        JournalId journal = JournalId.Parse("journal-1");
        Cabinet looked = With(
            new CabinetEvent.JournalAccepted(journal),
            new CabinetEvent.EntryApplied(1, default, false, new Core.Fleet.Journal.CabinetFact.Booted("1.0", "SDL-24-CH", 1)),
            new CabinetEvent.Reconciled(3, [new Content(Number, Health, PacketSize.S, false, At(10))], "看過"));
        DesiredState here = Build([Agency(East, Hall), Agency(Health, Hall)], [Deposited()], cabinet: looked);
        Assert.Equal(3, here.Packets[Number].FoundIn);
        Assert.Equal(1, here.Compartments[3].SettledUpTo);

        looked = CabinetFold.Evolve(looked, Happened(new CabinetEvent.JournalAccepted(JournalId.Parse("journal-2"))));
        Assert.Empty(Build([], [], cabinet: looked).Compartments);
    }

    [Fact]
    public void The_pin_never_leaves_as_the_server_keeps_it()
    {
        PinHash hash = PinHash.Of("2468", [.. new byte[16]], 10);
        PinVerifier verifier = Build([Agency(East, Hall)], [], hash).People[Courier.Id].Pin!;
        Assert.NotEqual(hash.Hash, verifier.Verifier);
        Assert.NotEqual(hash.VerifierFor([.. new byte[32]]), verifier.Verifier);
        Assert.Equal(hash.VerifierFor([1, 2, 3]), verifier.Verifier);
    }

    [Fact]
    public void A_held_version_and_the_difference_make_the_wanted_version()
    {
        DesiredState held = Build([Agency(East, Hall), Agency(Health, Hall)], [Sealed()]);
        DesiredState wanted = Build([Agency(Health, Hall)], [Deposited()]) with { Version = 2 };
        DesiredChange.Delta delta = DesiredProjection.Difference(held, wanted);
        Assert.Equal([Clerk.Id, Courier.Id], delta.RemovedPeople);
        Assert.Equal(PacketStanding.Deposited, Assert.Single(delta.Packets).Standing);
        Assert.Null(delta.Settings);
        Assert.True(DesiredProjection.Same(held, held with { Version = 7, MadeAt = At(99) }));
        Assert.False(DesiredProjection.Same(held, wanted));
    }

    [Fact]
    public void What_was_found_behind_a_door_and_is_in_no_list_is_named_with_the_door()
    {
        Content strange = new(Number, null, PacketSize.S, true, At(7));
        Cabinet looked = With(new CabinetEvent.Reconciled(4, [strange], "開門查看"));
        looked = looked with { Compartments = looked.Compartments.SetItem(4, looked.Door(4) with { SettledUpTo = 5 }) };
        DesiredState unknown = Build([], [], cabinet: looked);
        Assert.Equal([Number], unknown.Compartments[4].Unlisted);
        Assert.True(DesiredProjection.Same(unknown, Build([], [], cabinet: looked)));
        Assert.Empty(Build([Agency(East, Hall), Agency(Health, Hall)], [Deposited()], cabinet: looked).Compartments[4].Unlisted);
    }

    private static Recorded<CabinetEvent> Happened(CabinetEvent what) => new(At(0), Actor.Server, what);

    private static Cabinet With(params CabinetEvent[] happened) =>
        CabinetFold.Evolve(Cabinet, [.. happened.Select(Happened)]);

    private static DesiredState Build(
        Agency[] agencies, Packet[] packets, PinHash? pin = null, Cabinet? cabinet = null) => DesiredProjection.Build(
        new DesiredSources
        {
            Cabinet = cabinet ?? Cabinet,
            Agencies = [.. agencies],
            People = [Clerk, Courier, Registrar, Collector, Admin, Collector with { Id = PersonId.Parse("gone"),
                Active = false }],
            Pins = pin is null
                ? ImmutableSortedDictionary<PersonId, PinHash>.Empty
                : ImmutableSortedDictionary<PersonId, PinHash>.Empty.Add(Courier.Id, pin),
            Packets = [.. packets],
            Pepper = [1, 2, 3],
        },
        1, At(5));
}
