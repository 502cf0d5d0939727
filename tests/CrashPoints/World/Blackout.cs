using SmartLocker.Disks;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>The world at one point, at which everything loses power: disks, metal, and what had been promised.</summary>
/// <param name="Where">Which point it is, for whoever reads that it went wrong.</param>
internal sealed record Blackout(string Where, CrashDisk Server, CrashDisk Cabinet, Metal Metal, Promises Promises) : IDisposable
{
    /// <summary>Unsynced changes of both disks: without any there is nothing for luck to decide.</summary>
    public int Unsynced { get; } = Server.Unsynced + Cabinet.Unsynced;

    public required DateTimeOffset At { get; init; }

    public void Dispose()
    {
        Server.Dispose();
        Cabinet.Dispose();
    }
}
