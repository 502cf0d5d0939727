using System.Diagnostics;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage.Sqlite;

namespace SmartLocker.Storage.Compliance;

/// <summary>Prints what the promised steps cost here; figures are looked at, never asserted.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_packing_two_hundred_and_fifty_and_promising_a_door_cost()
    {
        using SqliteLedger ledger = new(SqliteFixture.File());
        using City city = new(ledger);
        await city.Found();
        Welcome welcome = await city.Connect();
        AgencyCode?[] receivers = [.. Enumerable.Range(1,
            250).Select(number => (AgencyCode?)AgencyCode.Parse($"A{number:000000000}"))];
        long start = Stopwatch.GetTimestamp();
        await city.Intake.TakeIn([City.Letter("big.di", Secrecy.Ordinary, receivers)], City.Sender,
            Actor.DocumentSystem(City.Sender), "");
        output.WriteLine($"250 receivers packed: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");

        List<double> promises = [];
        for (int round = 0; round < 200; round++)
        {
            PacketId packet = await city.SealOne(Secrecy.Confidential);
            start = Stopwatch.GetTimestamp();
            await city.Ask(packet, welcome.Epoch);
            promises.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            city.Time.Advance(TimeSpan.FromMinutes(11));
        }

        promises.Sort();
        output.WriteLine($"promise of a door: p50 {promises[100]:F2} ms, p99 {promises[198]:F2} ms");
        Assert.Equal(200, promises.Count);
    }
}
