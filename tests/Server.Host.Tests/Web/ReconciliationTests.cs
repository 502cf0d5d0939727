using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>What only a person who looked can settle is settled on the cabinet's pages.</summary>
public sealed class ReconciliationTests(City city) : IClassFixture<City>
{
    private static readonly string Page = $"/admin/cabinets/{City.Cabinet}";

    [Fact]
    public async Task Whoever_looked_puts_on_record_what_lies_inside_and_the_question_is_answered()
    {
        using Visitor clerk = await city.SignIn("clerk-edu");
        string packet = await city.Send(clerk, "0000501", "在格內");
        await Happened(new CabinetEvent.ReconciliationNeeded(5, "release without a result"));
        await Happened(new CabinetEvent.ContentPut(
            6, new Content(PacketId.Parse(packet), null, PacketSize.S, Alone: true, DateTimeOffset.UnixEpoch)));
        using Visitor admin = await city.SignIn("admin-one");
        await admin.Get($"{Page}/compartments/5");

        // Half a list would say that the rest is gone, and a look without words is none.
        Assert.Equal(HttpStatusCode.BadRequest, (await Record(admin, $"{packet} P123", "看過")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Record(admin, packet, " ")).StatusCode);
        Assert.True((await Cabinet()).Door(5).NeedsReconciliation);

        await admin.Get($"{Page}/compartments/5");
        await Record(admin, packet, "與管二一同查看，一件");

        Assert.Contains("O-found", admin.Page, StringComparison.Ordinal);
        Cabinet cabinet = await Cabinet();
        Assert.False(cabinet.Door(5).NeedsReconciliation);
        Assert.Equal(packet, Assert.Single(cabinet.Door(5).Contents).Packet.Value);
        Assert.Empty(cabinet.Door(6).Contents);
        Packet found = (await city.Ledger.FindPacket(PacketId.Parse(packet)))!.State;
        Assert.Equal(new PacketPlace.InCompartment(City.Cabinet, 5), found.Place);
    }

    [Fact]
    public async Task A_new_journal_is_taken_by_an_administrator_alone_and_every_full_door_becomes_a_question()
    {
        await Happened(new CabinetEvent.ContentPut(
            7, new Content(PacketId.FromDigits("000000000077"), null, PacketSize.S, Alone: true, DateTimeOffset.UnixEpoch)));
        JournalId journal = JournalId.Parse(Guid.NewGuid().ToString());
        await Happened(new CabinetEvent.Quarantined(QuarantineReason.UnknownJournal, journal));

        using Visitor clerk = await city.SignIn("clerk-edu");
        await clerk.Get("/out");
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post($"{Page}/journal", ("journal", journal.Value))).StatusCode);
        Assert.NotNull((await Cabinet()).Quarantine);

        using Visitor admin = await city.SignIn("admin-one");
        Assert.Contains("id=\"accept-journal\"", await admin.Text(Page), StringComparison.Ordinal);
        await admin.Post($"{Page}/journal", ("journal", journal.Value));

        Assert.Contains("O-journal", admin.Page, StringComparison.Ordinal);
        Cabinet cabinet = await Cabinet();
        Assert.Null(cabinet.Quarantine);
        Assert.Equal(journal, cabinet.Journal!.Id);
        Assert.True(cabinet.Door(7).NeedsReconciliation);
    }

    [Fact]
    public async Task What_may_hold_something_is_opened_from_afar_by_two_persons_alone()
    {
        await Happened(new CabinetEvent.ReconciliationNeeded(8, "interrupted deposit"));
        using Visitor admin = await city.SignIn("admin-one");
        await admin.Get(Page);
        await admin.Post($"{Page}/open", ("compartment", "8"), ("reason", "查看"));
        Assert.Contains("O-asked", admin.Page, StringComparison.Ordinal);

        await Happened(new CabinetEvent.Reconciled(9, [], "看過"));

        // Nothing is known to lie behind door 9: the wish is on record, and then nobody is there to open.
        await admin.Post($"{Page}/open", ("compartment", "9"), ("reason", "清潔格內"));
        Assert.Contains("O-offline", admin.Page, StringComparison.Ordinal);
        IReadOnlyList<HistoryRow> history = await city.Ledger.Views.History(StreamNames.Of(City.Cabinet));
        Assert.Contains(history, row => row.Kind == nameof(CabinetEvent.OpeningOrdered)
            && row.By == Actor.Person(PersonId.Parse("admin-one")));
    }

    private static Task<HttpResponseMessage> Record(Visitor admin, string packets, string note) =>
        admin.Post($"{Page}/compartments/5/contents", ("packets", packets), ("note", note));

    private async Task<Cabinet> Cabinet() => (await city.Ledger.FindCabinet(City.Cabinet))!.State;

    /// <summary>As if the cabinet had told so.</summary>
    private Task<bool> Happened(CabinetEvent happened) => city.Ledger.Decide(TimeProvider.System, async now =>
    {
        Stored<Cabinet>? cabinet = await city.Ledger.FindCabinet(City.Cabinet);
        ImmutableArray<Recorded<CabinetEvent>> events = [new(now, Actor.Cabinet(City.Cabinet), happened)];
        return new Plan<bool>(new Commit { Changes = Change.Of(cabinet, events) }, true);
    });
}
