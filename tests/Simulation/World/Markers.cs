using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Simulation.World;

/// <summary>"Sometimes": how often each rare thing really happened. A promise that was never tried is not kept.</summary>
internal sealed class Markers
{
    /// <summary>What must happen at least once in a nightly run.</summary>
    public static IReadOnlyList<string> Required { get; } = [];

    private readonly SortedDictionary<string, long> _hits = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Hits => _hits;

    public void Hit(string name) => _hits[name] = _hits.GetValueOrDefault(name) + 1;

    /// <summary>What a cabinet put on its disk.</summary>
    public void Note(Entry entry)
    {
        if (entry.Offline) { Hit("offline"); }

        Hit($"clock {entry.ClockQuality}");
        Hit(Name(entry.Fact));
    }

    private static string Name(Fact fact) => fact switch
    {
        Fact.ReleaseIntended intent => $"release {intent.Purpose} by {intent.Authorisation.GetType().Name}",
        Fact.ReleaseEnded ended => $"release ended {ended.Result}",
        Fact.CommandRefused refused => $"order refused {refused.Reason}",
        Fact.SignInRefused refused => $"sign-in refused {refused.Reason}",
        Fact.DepositAbandoned abandoned => $"deposit abandoned {abandoned.Reason}",
        Fact.FaultRaised raised => $"fault {raised.Name}",
        Fact.FaultCleared cleared => $"cleared {cleared.Name}",
        _ => fact.GetType().Name,
    };
}
