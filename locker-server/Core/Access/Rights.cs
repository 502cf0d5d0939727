using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Access;

/// <summary>The one place that says who may see and do what. Every page and every call asks here.</summary>
/// <remarks>An agency sees its own packets only: those it sends, and those bound for it once they are sealed.</remarks>
public static class Rights
{
    public static bool MayAdminister(Person person) => person.Active && person.Roles.Contains(Role.Administrator);

    /// <summary>
    /// Put agencies, people and cabinets on record: an administrator as the record stands now, or the server's own setting up.
    /// </summary>
    /// <param name="person">The one whom the actor names, read from the record; nothing when there is none.</param>
    public static bool MayAdminister(Actor by, Person? person) =>
        by == Actor.Server || (person is not null && by == Actor.Person(person.Id) && MayAdminister(person));

    /// <summary>Pack, seal, reopen, look after the outgoing packets of an agency.</summary>
    public static bool MayPackFor(Person person, AgencyCode sender) => IsClerkOf(person, sender);

    public static bool MayReceipt(Person person, Packet packet) => IsClerkOf(person, packet.Receiver);

    /// <summary>Settle what went wrong with a packet: either side's clerk, or an administrator.</summary>
    public static bool MayResolve(Person person, Packet packet) =>
        MayAdminister(person) || IsClerkOf(person, packet.Sender) || IsClerkOf(person, packet.Receiver);

    /// <summary>Put the packets of an agency into cabinets.</summary>
    public static bool MayCarryFor(Person person, AgencyCode agency) =>
        person.Active && person.Agencies.Contains(agency)
        && (person.Roles.Contains(Role.Courier) || person.Roles.Contains(Role.Clerk));

    /// <summary>See what does not fit as the agency's own; administrators have a page of theirs (docs/rules.md R-19).</summary>
    public static bool Owns(Person person, Finding finding) => finding.Owner is { } agency && IsClerkOf(person, agency);

    public static bool MaySee(Person person, Packet packet) =>
        MayAdminister(person) || (person.Active && person.Agencies.Any(agency => MaySee(agency, packet)));

    /// <summary>What a document system sees: the packets of its agency.</summary>
    public static bool MaySee(AgencyCode agency, Packet packet) =>
        agency == packet.Sender || (agency == packet.Receiver && packet.Times.SealedAt is not null);

    /// <summary>The level of a 密 packet is shown to the sender's clerk and its named openers alone (docs/rules.md R-2).</summary>
    public static bool MaySeeSecrecy(Person person, Packet packet) =>
        IsClerkOf(person, packet.Sender) || (person.Active && packet.Openers.Contains(person.Id));

    private static bool IsClerkOf(Person person, AgencyCode agency) =>
        person.Active && person.Roles.Contains(Role.Clerk) && person.Agencies.Contains(agency);
}
