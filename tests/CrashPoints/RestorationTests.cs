using SmartLocker.CrashPoints.Tests.World;

namespace SmartLocker.CrashPoints.Tests;

/// <summary>After every workflow the server is put back to what it was at every earlier point; the cabinet knows more.</summary>
/// <remarks>
/// Without enrolment: whoever puts a backup back makes codes of enrolment anew, for those that were used are in it unused.
/// </remarks>
public sealed class RestorationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Workflows => [.. Workflow.All.Select(one => one.Name).Where(name => name != "enrolment")];

    [Theory, MemberData(nameof(Workflows))]
    public void Whatever_backup_the_server_is_put_back_to_nothing_that_was_used_is_of_use_again(string name)
    {
        using SmallWorld world = SmallWorld.Found();
        Action run = Workflow.All.Single(one => one.Name == name).Prepare(world);
        IReadOnlyList<Blackout> points = world.Record(run);
        Blackout[] backups = [.. points.Where(point => !point.Where.EndsWith("(cabinet)", StringComparison.Ordinal))];
        Parallel.ForEach(backups, backup => Check(points[^1], backup));
        output.WriteLine($"{name}: {backups.Length} backups");
        Assert.True(backups.Length > 1);
    }

    private static void Check(Blackout now, Blackout backup)
    {
        try
        {
            Restoration.Check(now, backup);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"backup at {backup.Where}: {broken.Message}", broken);
        }
    }
}
