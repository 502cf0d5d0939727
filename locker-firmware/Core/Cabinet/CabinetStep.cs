using System.Collections.Immutable;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>What the shell knows at the moment of a step and a decision may need.</summary>
/// <param name="Now">Monotonic, for deadlines.</param>
/// <param name="Ids">Fresh randomness for this step alone, from which the step draws its ids and nonces.</param>
public sealed record StepMoment(Uptime Now, IdSource Ids);

/// <summary>What a step decided: the next state, the facts to make durable, and then the effects, in order.</summary>
public sealed record CabinetStep(CabinetState Next, ImmutableArray<Fact> Facts, ImmutableArray<CabinetEffect> Effects);
