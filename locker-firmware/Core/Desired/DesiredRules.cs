using System.Collections.Immutable;

namespace SmartLocker.Firmware.Core.Desired;

/// <summary>How a document follows another: by version, never by order of arrival.</summary>
/// <remarks>
/// One of the same number that was made at another moment is another one, of a server that was put back to a backup (CL-33). It
/// can come when the one held here was never kept, so that <c>Hello</c> named the one before it.
/// </remarks>
public static class DesiredRules
{
    public static DesiredOutcome Apply(DesiredState held, DesiredChange change) => change switch
    {
        DesiredChange.Full { State: var full } =>
            full.Version > held.Version || IsAnother(held, full.Version, full.MadeAt)
                ? new DesiredOutcome.Taken(full) : new DesiredOutcome.Known(),
        DesiredChange.Delta delta when IsAnother(held, delta.Version, delta.MadeAt) => new DesiredOutcome.DoesNotFit(),
        DesiredChange.Delta delta when delta.Version <= held.Version => new DesiredOutcome.Known(),
        DesiredChange.Delta delta when delta.BaseVersion != held.Version => new DesiredOutcome.DoesNotFit(),
        DesiredChange.Delta delta => new DesiredOutcome.Taken(held with
        {
            Version = delta.Version,
            MadeAt = delta.MadeAt,
            People = held.People.RemoveRange(delta.RemovedPeople)
                .SetItems(delta.People.Select(person => KeyValuePair.Create(person.Id, person))),
            Packets = held.Packets.RemoveRange(delta.RemovedPackets)
                .SetItems(delta.Packets.Select(packet => KeyValuePair.Create(packet.Id, packet))),
            Compartments = delta.Compartments is { } settings
                ? settings.ToImmutableSortedDictionary(setting => setting.Compartment, setting => setting)
                : held.Compartments,
            Settings = delta.Settings ?? held.Settings,
            Codes = delta.Settings is null ? held.Codes : delta.Codes,
        }),
        _ => throw new System.Diagnostics.UnreachableException($"No rule for {change}."),
    };

    private static bool IsAnother(DesiredState held, long version, DateTimeOffset madeAt) =>
        version > 0 && version == held.Version && madeAt != held.MadeAt;
}

/// <summary>What became of a document that arrived.</summary>
public abstract record DesiredOutcome
{
    private DesiredOutcome() { }

    public sealed record Taken(DesiredState State) : DesiredOutcome;

    /// <summary>Not newer than what is held: it came twice, or late.</summary>
    public sealed record Known : DesiredOutcome;

    /// <summary>A delta to a version that is not held.</summary>
    public sealed record DoesNotFit : DesiredOutcome;
}
