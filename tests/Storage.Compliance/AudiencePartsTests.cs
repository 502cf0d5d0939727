using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Assignment;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Fleet.Streams;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>What is kept in memory to save looking never keeps a cabinet from its news.</summary>
public sealed class AudiencePartsTests : IAsyncLifetime
{
    private readonly SqliteLedger _ledger = new(SqliteFixture.Memory());
    private readonly City _city;
    private readonly DesiredAudience _audience;
    private long _cursor;

    public AudiencePartsTests() => (_city, _audience) = (new City(_ledger), new DesiredAudience(_ledger));

    public async ValueTask InitializeAsync()
    {
        await _city.Found();
        await Concerned();
    }

    public ValueTask DisposeAsync()
    {
        _city.Dispose();
        _ledger.Dispose();
        return default;
    }

    [Fact]
    public async Task A_packet_concerns_the_cabinets_where_it_may_go_and_the_one_where_it_lies()
    {
        await Administer(4, "painting");
        await Concerned();
        PacketId packet = await _city.SealOne();
        Assert.Equal([City.CabinetOne], await Concerned());

        Welcome welcome = await _city.Connect();
        AssignAnswer.Assigned door = Assert.IsType<AssignAnswer.Assigned>(await _city.Ask(packet, welcome.Epoch));
        await _city.Tell(welcome.Epoch, new CabinetFact.PacketDeposited(
            packet, door.Compartment, _city.Courier.Id, CommandId.Parse("cmd-in"), City.Receiver));
        await _city.Organisation.Describe(new Agency { Code = City.Receiver, Name = "衛生局" }, City.Admin);
        await Concerned();
        Assert.Equal([City.CabinetOne], await Notified(packet));
    }

    /// <summary>On record in one cabinet and deposited in another: nothing of the first one's own record changes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_packet_that_turns_up_elsewhere_concerns_the_cabinet_where_it_lay(bool restarted)
    {
        // Nobody collects there, so nothing but the place itself concerns it.
        CabinetId annex = CabinetId.Parse("ANNEX-1");
        PacketId packet = await _city.SealOne();
        await Happens(packet, new PacketEvent.Deposited(annex, 5, CommandId.Parse("cmd-1")));
        Assert.Contains(annex, (await Concerned())!);

        long since = _ledger.Bell.Cursor;
        await Happens(packet, new PacketEvent.Deposited(City.CabinetOne, 3, CommandId.Parse("cmd-2")));
        DesiredAudience asked = restarted ? new DesiredAudience(_ledger) : _audience;
        Assert.Equal([annex, City.CabinetOne], (await asked.Since(since))!.Order());
    }

    [Fact]
    public async Task Its_settings_and_doors_concern_a_cabinet_and_what_it_tells_of_a_visit_does_not()
    {
        await Administer(4, "painting");
        Assert.Equal([City.CabinetOne], await Concerned());
        await _city.Registry.ChangeSettings(
            City.CabinetOne, City.Administrator, new CabinetSettings { DisplayName = "一樓" });
        Assert.Equal([City.CabinetOne], await Concerned());

        Welcome welcome = await _city.Connect();
        await Concerned();
        await _city.Tell(welcome.Epoch, new CabinetFact.SignedOut("visit-1"));
        Assert.Equal([], await Concerned());
    }

    [Fact]
    public async Task A_person_and_an_agency_concern_every_cabinet()
    {
        await _city.Organisation.Describe(City.Administrator with { Name = "管理者" }, City.Admin);
        Assert.Null(await Concerned());
        await _city.Organisation.Describe(new Agency { Code = City.Receiver, Name = "衛生局" }, City.Admin);
        Assert.Null(await Concerned());
    }

    /// <summary>One desk throughout, which remembers what it made the last version from.</summary>
    [Fact]
    public async Task Whatever_a_desired_state_is_made_from_makes_a_new_one_when_it_changes()
    {
        PacketId first = await _city.SealOne();
        long version = await Version();
        async Task Newer()
        {
            long next = await Version();
            Assert.True(next > version);
            version = next;
        }

        await Administer(4, "painting");
        await Newer();
        await _city.Registry.ChangeSettings(
            City.CabinetOne, City.Administrator, new CabinetSettings { DisplayName = "一樓" });
        await Newer();
        Person clerk = (await _ledger.FindPerson(_city.Clerk.Id))!.State;
        await _city.Organisation.Describe(clerk with { Name = "改名" }, City.Admin);
        await Newer();
        await _city.Organisation.SetPin(_city.Clerk.Id, "8642", City.Admin, iterations: 10);
        await Newer();
        PacketId second = await _city.SealOne();
        Assert.Null(await _city.Packets.Reopen(first, _city.Clerk, "漏放附件"));
        await Newer();
        Assert.Contains(second, (await _city.Desired.Refresh(City.CabinetOne))!.Packets.Keys);
        await _city.Organisation.Describe(
            (await _ledger.FindAgency(City.Receiver))!.State with { CollectionCabinets = [] }, City.Admin);
        await Newer();
        Assert.Equal(version, await Version());
    }

    /// <summary>Made between two of one's own, from settings that are taken back: the newest is not this desk's.</summary>
    [Fact]
    public async Task A_version_that_somebody_else_made_is_not_taken_for_one_s_own()
    {
        await Rename("一樓");
        DesiredState own = (await _city.Desired.Refresh(City.CabinetOne))!;
        await Rename("二樓");
        Assert.Equal("二樓", (await new DesiredDesk(_ledger, _city.Time).Refresh(City.CabinetOne))!.Settings.DisplayName);
        await Rename("一樓");

        DesiredState newest = (await _city.Desired.Refresh(City.CabinetOne))!;
        Assert.Equal((own.Version + 2, "一樓"), (newest.Version, newest.Settings.DisplayName));
    }

    private Task<FleetRejection?> Rename(string name) => _city.Registry.ChangeSettings(
        City.CabinetOne, City.Administrator, new CabinetSettings { DisplayName = name });

    /// <summary>Something that changes the packet and nothing of its cabinet.</summary>
    private async Task<IReadOnlyCollection<CabinetId>?> Notified(PacketId id)
    {
        await Happens(id, new PacketEvent.Notified(null, NoticeChannel.Mail));
        return await Concerned();
    }

    private async Task Happens(PacketId id, PacketEvent happened)
    {
        Stored<Packet> packet = (await _ledger.FindPacket(id))!;
        DateTimeOffset now = _city.Time.GetUtcNow();
        await _ledger.Commit(
            new Commit { Changes = Change.Of(packet, [new Recorded<PacketEvent>(now, Actor.Server, happened)]) }, now);
    }

    private async Task<long> Version() => (await _city.Desired.Refresh(City.CabinetOne))!.Version;

    private Task<FleetRejection?> Administer(int door, string reason) =>
        _city.Registry.SetCompartment(City.CabinetOne, City.Administrator, door, null, reason);

    /// <returns>Nothing (null) for all.</returns>
    private async Task<IReadOnlyCollection<CabinetId>?> Concerned()
    {
        (long since, _cursor) = (_cursor, _ledger.Bell.Cursor);
        return await _audience.Since(since);
    }
}
