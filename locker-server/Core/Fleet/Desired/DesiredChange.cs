using System.Collections.Immutable;

namespace SmartLocker.Server.Core.Fleet.Desired;

/// <summary>
/// What is sent to a cabinet: the whole document, or what turns one given version into the next (closed family).
/// </summary>
public abstract record DesiredChange
{
    private DesiredChange() { }

    public sealed record Full(DesiredState State) : DesiredChange;

    public sealed record Delta : DesiredChange
    {
        public required long Version { get; init; }
        public required long BaseVersion { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        /// <summary>Added or changed, whole.</summary>
        public required ImmutableArray<DesiredPerson> People { get; init; }
        public required ImmutableArray<PersonId> RemovedPeople { get; init; }

        /// <summary>Added or changed, whole.</summary>
        public required ImmutableArray<ExpectedPacket> Packets { get; init; }
        public required ImmutableArray<PacketId> RemovedPackets { get; init; }

        /// <summary>The whole list and the settings, when either changed; else neither.</summary>
        public required ImmutableArray<CompartmentSetting>? Compartments { get; init; }

        /// <inheritdoc cref="Compartments"/>
        public required CabinetSettings? Settings { get; init; }

        /// <inheritdoc cref="Compartments"/>
        public CodeSettings? Codes { get; init; }
    }
}
