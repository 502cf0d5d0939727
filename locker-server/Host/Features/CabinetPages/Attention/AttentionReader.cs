using System.Collections.Immutable;
using SmartLocker.HardwareSpecs.Faults;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Core.Fleet.Reconciling;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Features.CabinetPages.Discrepancies;
using SmartLocker.Server.Features.CabinetPages.Opening;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Web;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.CabinetPages.Attention;

/// <summary>Answers the one question of the administrator's first page: what needs a human now.</summary>
internal sealed class AttentionReader(ILedger ledger, CabinetReader cabinets, NamesReader names, TimeProvider time)
{
    private const int EachMax = 100;

    /// <summary>CL-66: a shorter absence mends itself.</summary>
    private static readonly TimeSpan AwayMax = TimeSpan.FromMinutes(5);

    public async Task<ImmutableArray<AttentionItem>> Read()
    {
        List<AttentionItem> items = [];
        Names known = await names.Read();
        IReadOnlyList<Packet> troubled =
            await ledger.Views.Packets(new PacketFilter { Stages = [PacketStage.Exception], Limit = EachMax });
        items.AddRange(troubled.SelectMany(packet => packet.Exceptions.Select(trouble => OfPacket(packet, trouble, known))));
        foreach (CabinetView view in await cabinets.All()) { items.AddRange(OfCabinet(view, time.GetUtcNow())); }

        items.AddRange((await ledger.Views.WaitingDocuments(null, EachMax)).Select(document => new AttentionItem(
            5, "warn", new("公文的寄件或受文機關待指定", "A document's sender or receiver must be looked up"),
            Same(document.Document.Number ?? document.File),
            new("由寄件機關收發人員指定；寄件機關不明者由管理者處理。", "The sender's clerk looks it up; without a known sender, an administrator."),
            document.TakenInAt, "/out/unresolved")));
        return [.. items.OrderBy(item => item.Rank).ThenBy(item => item.Since)];
    }

    /// <summary>An administrator is no named opener: the reason is told in the words that fit every packet.</summary>
    private static AttentionItem OfPacket(Packet packet, PacketException trouble, Names known) => new(
        1, "bad", ExceptionWords.Of(trouble.Reason, maySeeSecrecy: false),
        With($"{packet.Id} · {known.Of(packet.Sender)} → {known.Of(packet.Receiver)}", trouble.Detail),
        ExceptionWords.Do(trouble.Reason),
        packet.Times.PickedUpAt ?? packet.Times.DepositedAt ?? packet.Times.SealedAt ?? packet.Times.OpenedAt,
        $"/packets/{packet.Id}");

    private static Phrase Same(string text) => new(text, text);

    private static Phrase With(string text, string detail) =>
        new($"{text} {DetailWords.Of(detail).Chinese}", $"{text} {DetailWords.Of(detail).English}");

    private static Phrase Door(Cabinet cabinet, int door) => new($"{cabinet.Id} 第 {door} 格", $"{cabinet.Id}, door {door}");

    private static Phrase Door(Cabinet cabinet, int door, string detail) => new(
        $"{Door(cabinet, door).Chinese}：{DetailWords.Of(detail).Chinese}",
        $"{Door(cabinet, door).English}: {DetailWords.Of(detail).English}");

    private static IEnumerable<AttentionItem> OfCabinet(CabinetView view, DateTimeOffset now)
    {
        Cabinet cabinet = view.Cabinet;
        string address = $"/admin/cabinets/{cabinet.Id}";
        if (cabinet.Quarantine is { } quarantine)
        {
            yield return new AttentionItem(
                0, "bad", new("櫃體紀錄已隔離", "Cabinet quarantined"), Same($"{cabinet.Id} · {quarantine.Reason}"),
                new("派人到場逐格查看，再採用新的紀錄。", "Have it looked at door by door, then accept its new journal."),
                quarantine.Since, address);
        }

        foreach (Discrepancy open in cabinet.Discrepancies)
        {
            yield return new AttentionItem(
                open.Finding.EndsByItself ? 2 : 1, "bad", DiscrepancyWords.What(open.Finding.Kind),
                DiscrepancyWords.Where(cabinet, open.Finding), DiscrepancyWords.Do(open.Finding.Kind), open.Since,
                $"{address}#discrepancy-{open.Number}")
            {
                Owner = DiscrepancyWords.Owner(open, view.Names),
            };
        }

        foreach (OpenFault fault in cabinet.Faults) { yield return OfFault(cabinet, fault, address); }

        foreach (Compartment door in cabinet.Compartments.Values.Where(door => door.NeedsReconciliation))
        {
            yield return new AttentionItem(
                1, "bad", new("格內物品須查看", "Somebody must look into a compartment"), Door(cabinet, door.Number, door.Question),
                new("派人到場開門查看並登錄結果。", "Have it opened and what lies inside put on record."), null, address);
        }

        foreach (DeadLetter letter in cabinet.DeadLetters) { yield return OfLetter(cabinet, letter, address); }

        if (view.AwaySince is { } since) { yield return OfAway(cabinet, since, now - since >= AwayMax, address); }

        foreach (OpenRequest request in view.Asked)
        {
            yield return new AttentionItem(
                2, "warn", new("開門待同意", "An opening waits for approval"), Door(cabinet, request.Compartment, request.Reason),
                new("由另一位管理者同意。", "Another administrator approves."), request.At, address);
        }
    }

    private static AttentionItem OfAway(Cabinet cabinet, DateTimeOffset since, bool isLong, string address) => new(
        isLong ? 2 : 3, isLong ? "bad" : "warn",
        isLong ? new("櫃體離線已超過 5 分鐘", "Cabinet away for more than 5 minutes") : new("櫃體離線", "Cabinet away"),
        Same($"{cabinet.Id} · {cabinet.Settings.DisplayName}"),
        new("櫃體仍可收取件；請查網路與電源。", "It goes on working by itself; check its network and power."), since, address);

    private static AttentionItem OfLetter(Cabinet cabinet, DeadLetter letter, string address) => new(
        1, "bad", new("櫃體有一筆紀錄無法判讀", "A cabinet's entry cannot be read"),
        new($"{cabinet.Id} 第 {letter.Sequence} 筆：{letter.Why}", $"{cabinet.Id}, entry {letter.Sequence}: {letter.Why}"),
        new("由管理者查明原因並在櫃體頁面結案；存疑的格須開門查看。",
            "An administrator finds out why and settles it on the cabinet's page; doors in doubt are looked into."),
        letter.Since, address);

    private static AttentionItem OfFault(Cabinet cabinet, OpenFault fault, string address)
    {
        bool known = FaultRegistry.TryFind(fault.Name, out FaultKind? kind);
        bool alarm = !known || kind!.Severity == FaultSeverity.Alarm;
        Phrase what = known ? new(kind!.Meaning.Zh, kind.Meaning.En) : new(fault.Name, fault.Name);
        Phrase then = known ? new(kind!.Operator.Zh, kind.Operator.En) : new("請派人查看。", "Send somebody to look.");
        Phrase where = fault.Compartment > 0
            ? Door(cabinet, fault.Compartment, fault.Detail)
            : With(cabinet.Id.Value, fault.Detail);
        return new AttentionItem(
            alarm ? 2 : 4, alarm ? "bad" : "warn", what, where, then, fault.Since, address);
    }
}
