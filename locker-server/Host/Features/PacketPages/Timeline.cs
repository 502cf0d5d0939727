using System.Collections.Immutable;
using System.Diagnostics;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.PacketPages;

/// <summary>One line of a packet's time-line: when, what, by whom, and more where there is more.</summary>
public sealed record TimelineLine(DateTimeOffset At, string What, string By, string Detail, bool IsTrouble);

/// <summary>A packet's history in words. Pure.</summary>
/// <remarks>What exists for 密 alone is left out for those who may not know the level (docs/rules.md R-2).</remarks>
public sealed class Timeline(Names names, Language language, bool maySeeSecrecy)
{
    public ImmutableArray<TimelineLine> Lines(IEnumerable<Recorded<PacketEvent>> history) =>
        [.. history.Select(Line).OfType<TimelineLine>().OrderBy(line => line.At)];

    private TimelineLine? Line(Recorded<PacketEvent> happened)
    {
        string by = names.Of(happened.By, language);
        return Words(happened.Event) is (Phrase what, string detail)
            ? new TimelineLine(happened.At, what.In(language), by, detail, happened.Event is PacketEvent.ExceptionRaised)
            : null;
    }

    private (Phrase What, string Detail)? Words(PacketEvent happened) => happened switch
    {
        PacketEvent.Opened opened => (new("建立文件包", "Packet opened"), names.Of(opened.Receiver)),
        PacketEvent.EnclosureAdded added => (new("放入公文", "Enclosure added"), added.Enclosure.Number ?? ""),
        PacketEvent.Sealed done => (new("封裝", "Sealed"), SealDetail(done)),
        PacketEvent.Reopened reopened => (new("拆封重整", "Reopened"), reopened.Reason),
        PacketEvent.Assigned assigned => (new("分配櫃格", "Compartment assigned"), Place(assigned.Cabinet, assigned.Compartment)),
        PacketEvent.Deposited deposited => (new("投件", "Deposited"), Place(deposited.Cabinet, deposited.Compartment)),
        PacketEvent.DepositAbandoned abandoned =>
            (new("投件未完成", "Deposit not completed"), $"{abandoned.Cabinet} · {Say(PacketWords.Of(abandoned.Reason))}"),
        PacketEvent.Notified notified => (new("通知收件機關", "Receiver notified"), NoticeDetail(notified)),
        PacketEvent.SecretChecked check => maySeeSecrecy
            ? (new("雙人會同查驗", "Two persons checked"), Persons(check.Persons))
            : null,
        PacketEvent.PickedUp taken => (new("取件", "Picked up"), PickupDetail(taken)),
        PacketEvent.PickupAbandoned left =>
            (new("開門未取", "Opened, not taken"), Place(left.Cabinet, left.Compartment)),
        PacketEvent.Found found => (new("開櫃查見", "Found in the compartment"), Place(found.Cabinet, found.Compartment)),
        PacketEvent.Receipted receipted => (new("簽收", "Receipted"), ReceiptDetail(receipted)),
        PacketEvent.ExceptionRaised raised => (
            new("發現問題", "Exception"),
            $"#{raised.Exception.Number} {Say(ExceptionWords.Of(raised.Exception.Reason, maySeeSecrecy))}"),
        PacketEvent.ExceptionResolved resolved => (new("問題已處理", "Exception settled"), $"#{resolved.Number} {resolved.Note}"),
        _ => throw new UnreachableException($"No words for {happened}."),
    };

    private string SealDetail(PacketEvent.Sealed done) => maySeeSecrecy && !done.Openers.IsEmpty
        ? $"{done.Size} · {Say(new("拆封人", "openers"))}：{Persons(done.Openers)}"
        : $"{done.Size}";

    private string PickupDetail(PacketEvent.PickedUp taken)
    {
        string place = Place(taken.Cabinet, taken.Compartment);
        return maySeeSecrecy && taken.Seal != SealState.NotAsked
            ? $"{place} · {Persons(taken.Persons)} · {Say(PacketWords.Of(taken.Seal))}"
            : place;
    }

    private string NoticeDetail(PacketEvent.Notified notified)
    {
        string channel = Say(notified.Channel == NoticeChannel.Mail ? new("電子郵件", "mail") : new("本系統", "these pages"));
        return notified.Recipient is { } person ? $"{channel} · {names.Of(person)}" : channel;
    }

    private string ReceiptDetail(PacketEvent.Receipted receipted) => string.Join(
        language == Language.Chinese ? "、" : ", ",
        receipted.Marks.Values.GroupBy(mark => mark).OrderBy(group => group.Key)
            .Select(group => $"{Say(PacketWords.Of(group.Key))} {group.Count()}"));

    private string Persons(IEnumerable<PersonId> persons) =>
        string.Join(language == Language.Chinese ? "、" : ", ", persons.Select(names.Of));

    private string Place(CabinetId cabinet, int compartment) =>
        Say(new($"{cabinet} 第 {compartment} 格", $"{cabinet}, door {compartment}"));

    private string Say(Phrase phrase) => phrase.In(language);
}
