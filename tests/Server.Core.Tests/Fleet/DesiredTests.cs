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
        Assert.Equal([Clerk.Id, Registrar.Id, Courier.Id, Collector.Id], here.People.Keys);
        Assert.Equal(PacketStanding.Sealed, here.Packets[Number].Standing);

        DesiredState elsewhere = Build([Agency(East, Hall), Agency(Health, Station)], [Sealed()]);
        Assert.Equal([Clerk.Id, Courier.Id], elsewhere.People.Keys);
        Assert.Empty(elsewhere.Packets);
        Assert.Empty(Build([Agency(East, Hall), Agency(Health, Hall)], [Open()]).Packets);
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

    private static DesiredState Build(Agency[] agencies, Packet[] packets, PinHash? pin = null) => DesiredProjection.Build(
        new DesiredSources
        {
            Cabinet = Cabinet,
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
