using System.Diagnostics;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Agencies;

/// <summary>What was put on record about an agency: its whole description each time it changed.</summary>
public abstract record AgencyEvent
{
    private AgencyEvent() { }

    public sealed record Described(Agency Agency) : AgencyEvent;

    public static Agency Evolve(Agency? state, Recorded<AgencyEvent> happened) => happened.Event switch
    {
        Described described => described.Agency,
        _ => throw new UnreachableException($"No rule for {happened.Event}."),
    };
}
