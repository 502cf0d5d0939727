using System.Diagnostics;
using SmartLocker.Server.Core.Audit;

namespace SmartLocker.Server.Core.Agencies;

/// <summary>What was put on record about a person. Secrets are not: only that they changed.</summary>
public abstract record PersonEvent
{
    private PersonEvent() { }

    public sealed record Described(Person Person) : PersonEvent;

    public sealed record PinChanged(PersonId Person) : PersonEvent;

    public static Person? Evolve(Person? state, Recorded<PersonEvent> happened) => happened.Event switch
    {
        Described described => described.Person,
        PinChanged => state,
        _ => throw new UnreachableException($"No rule for {happened.Event}."),
    };
}
