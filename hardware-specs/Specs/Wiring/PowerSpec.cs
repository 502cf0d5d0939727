using System.Collections.Immutable;

namespace SmartLocker.HardwareSpecs.Wiring;

/// <summary>The rails, and the battery when there is one.</summary>
public sealed record PowerSpec(ImmutableArray<RailSpec> Rails, UpsSpec? Ups);
