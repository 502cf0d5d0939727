using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Desired;
using SmartLocker.Server.Core.Fleet.Journal;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Codes;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>
/// Whoever wakes only the cabinets that a change concerns, and makes no document anew whose ingredients are the same, must miss
/// nothing: after every step a desk that remembers nothing has the last word.
/// </summary>
public sealed class AudienceTests : IDisposable
{
    private readonly SqliteLedger _ledger = new(SqliteFixture.File());
    private readonly City _city;
    private readonly DesiredAudience _audience;
    private readonly CodeSigner _signer = CodeSigner.Open(Directory.CreateTempSubdirectory("codes-").FullName);
    private readonly DesiredDesk _remembering;
    private long _cursor;
    private long _version;

    public AudienceTests()
    {
        _city = new City(_ledger);
        _audience = new DesiredAudience(_ledger);
        _remembering = new DesiredDesk(_ledger, _city.Time, _signer.PublicKeys);
    }

    public void Dispose()
    {
        _city.Dispose();
        _ledger.Dispose();
    }

    [Fact]
    public async Task No_change_of_a_cabinets_document_is_missed()
    {
        await Step("the city is founded", _city.Found, changes: true);
        await Step("a packet is packed", () => _city.PackOne(key: "one"), changes: false);
        PacketId packet = default;
        await Step("another is sealed", async () => packet = await _city.SealOne(), changes: true);
        Welcome welcome = await _city.Connect();
        await Step("a cabinet is connected", () => Task.CompletedTask, changes: false);
        await Step("it is deposited", () => _city.Tell(welcome.Epoch, Deposited(packet, 3)), changes: true);
        CabinetFact shut = new CabinetFact.DoorShut(3, TimeSpan.FromSeconds(2));
        await Step("a door is shut", () => _city.Tell(welcome.Epoch, shut), changes: false);
        CodeDesk codes = new(_ledger, _city.Time, new SeededIds(3), _signer);
        await Step("a code is given", async () => Assert.NotNull(await codes.Give(packet, _city.Collector.Id)), changes: true);
        await Step("a newer one", async () => Assert.NotNull(await codes.Give(packet, _city.Collector.Id)), changes: true);
        await Step(
            "a door is put out of service",
            () => _city.Registry.SetCompartment(City.CabinetOne, City.Administrator, 5, null, "repair"), changes: true);
        await Step(
            "settings change",
            () => _city.Registry.ChangeSettings(
                City.CabinetOne, City.Administrator, new CabinetSettings { DisplayName = "東側" }), changes: true);
        await Step("somebody leaves", () => _city.Organisation.Describe(
            _city.Collector with { Active = false }, City.Admin), changes: true);
    }

    /// <summary>A program that began after the packet was sealed knows nothing of it, and the cabinet expects it.</summary>
    [Fact]
    public async Task A_packet_reopened_after_a_restart_is_news()
    {
        await _city.Found();
        PacketId packet = await _city.SealOne();
        DesiredAudience fresh = new(_ledger);
        long cursor = _ledger.Bell.Cursor;
        Assert.Null(await _city.Packets.Reopen(packet, _city.Clerk, "wrong size"));
        Assert.Contains(City.CabinetOne, (await fresh.Since(cursor))!);
    }

    private async Task Step(string what, Func<Task> act, bool changes)
    {
        await act();
        IReadOnlyCollection<CabinetId>? concerned = await _audience.Since(_cursor);
        _cursor = _ledger.Bell.Cursor;
        DesiredState remembered = (await _remembering.Refresh(City.CabinetOne))!;
        DesiredState anew = (await new DesiredDesk(_ledger, _city.Time, _signer.PublicKeys).Refresh(City.CabinetOne))!;
        Assert.True(remembered.Version == anew.Version, $"After \"{what}\" the desk that remembers missed something.");
        Assert.True(changes == (anew.Version > _version), $"After \"{what}\" version {anew.Version} followed {_version}.");
        Assert.True(
            !changes || concerned is null || concerned.Contains(City.CabinetOne), $"\"{what}\" concerned nobody.");
        _version = anew.Version;
    }

    private CabinetFact.PacketDeposited Deposited(PacketId packet, int door) =>
        new(packet, door, _city.Courier.Id, CommandId.Parse("d-1"), City.Receiver);
}
