using SmartLocker.CrashPoints.Tests.World;
using SmartLocker.Disks;

namespace SmartLocker.CrashPoints.Tests;

/// <summary>
/// Everything loses power at every point of every workflow: after each operation of either disk, which is before the next one,
/// and around each movement of metal. All points, and at each every fate of what was not synced.
/// </summary>
/// <remarks>Reclaim, return and the switch of firmware are not among them: this version has none.</remarks>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    public static TheoryData<string> Workflows => [.. Workflow.All.Select(one => one.Name)];

    [Theory, MemberData(nameof(Workflows))]
    public void Whenever_the_power_goes_nothing_is_lost_and_nothing_opens(string name)
    {
        using SmallWorld world = SmallWorld.Found();
        Action run = Workflow.All.Single(one => one.Name == name).Prepare(world);
        IReadOnlyList<Blackout> points = world.Record(run);
        (Blackout Point, Fate Fate)[] cases = [.. points.SelectMany(point => Fates(point).Select(fate => (point, fate)))];
        Parallel.ForEach(cases, one => Check(one.Point, one.Fate));
        output.WriteLine($"{name}: {points.Count} points, {cases.Length} cases");
        Assert.True(points.Count > 1);
    }

    private static IEnumerable<Fate> Fates(Blackout point) => point.Unsynced == 0 ? [Fate.AllLost] : Fate.All;

    private static void Check(Blackout point, Fate fate)
    {
        try
        {
            Recovery.Check(point, fate);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"{point.Where}, {fate}: {broken.Message}", broken);
        }
    }
}
