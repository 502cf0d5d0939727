using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Json;

namespace SmartLocker.Server.Features.Packets;

/// <summary>Reads the record back as lines that people and document systems follow.</summary>
public sealed class Timelines(ILedger ledger)
{
    private const string PacketPrefix = "packet/";

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<TimelineLine>> Of(PacketId packet) =>
        await Lines(await ledger.Views.History(StreamNames.Of(packet)));

    /// <summary>Of all packets, after a cursor. Whoever asks shows a caller only what <see cref="Rights"/> let it see.</summary>
    public async Task<IReadOnlyList<TimelineLine>> After(long cursor, int limit) =>
        await Lines(await ledger.Views.PacketHistory(cursor, limit));

    private async Task<IReadOnlyList<TimelineLine>> Lines(IReadOnlyList<HistoryRow> rows)
    {
        Dictionary<Actor, string> names = [];
        foreach (Actor actor in rows.SelectMany(Actors).Distinct()) { names[actor] = await NameOf(actor); }

        return
        [
            .. rows.Select(row => new TimelineLine(
                row.Cursor, row.At, row.Kind, row.By, string.Join('、', Actors(row).Select(actor => names[actor])))
            {
                Packet = PacketId.Parse(row.Stream[PacketPrefix.Length..]),
                Data = row.Data,
            }),
        ];
    }

    /// <summary>Where two had to be present, both are named.</summary>
    private static IEnumerable<Actor> Actors(HistoryRow row) =>
        row.Kind == nameof(PacketEvent.PickedUp) && LedgerJson.Read<PacketEvent>(row.Data) is PacketEvent.PickedUp pickedUp
            ? pickedUp.Persons.Select(Actor.Person).Prepend(row.By).Distinct()
            : [row.By];

    private async Task<string> NameOf(Actor actor) =>
        actor.AsPerson is { } id && await ledger.FindPerson(id) is { State: Person person } ? person.Name : actor.Text;
}
