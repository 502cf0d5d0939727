using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Audit;
using SmartLocker.Server.Core.Fleet.Codes;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Core.Packets.Rules;
using SmartLocker.Server.Web.Words;

namespace SmartLocker.Server.Features.PacketPages;

/// <summary>Everything the page of one packet shows to one person, after <see cref="Rights"/> was asked.</summary>
/// <param name="Candidates">Who may be named as an opener; empty unless the reader is about to seal a 密 packet.</param>
/// <param name="Refused">Why the last order changed nothing.</param>
public sealed record PacketView(
    Packet Packet,
    ImmutableArray<Recorded<PacketEvent>> History,
    Names Names,
    Person Reader,
    ImmutableArray<Person> Candidates,
    PacketRejection? Refused)
{
    /// <summary>Where the record stood when this was read.</summary>
    public long Cursor { get; init; }

    /// <summary>For whoever packs it: the cabinets at which its receiver collects, and whether its size fits there.</summary>
    public ImmutableArray<DepositPlace> Places { get; init; } = [];

    public bool MaySeeSecrecy => Rights.MaySeeSecrecy(Reader, Packet);
    public bool MayPack => Rights.MayPackFor(Reader, Packet.Sender);
    public bool MaySeal => MayPack && Packet.Progress == PacketStage.Open && !Packet.Enclosures.IsEmpty;
    public bool MayReopen => MayPack && Packet.Progress == PacketStage.Sealed && Packet.Exceptions.IsEmpty;
    public bool MayPrint => MayPack && Packet.Progress != PacketStage.Open;

    public bool MayHaveCode => Packet.Progress == PacketStage.Deposited && Giving.MayHave(Packet, Reader);

    public bool MayReceipt =>
        Rights.MayReceipt(Reader, Packet)
        && Packet.Progress is PacketStage.PickedUp or PacketStage.Receipted
        && Packet.Enclosures.Any(enclosure => enclosure.Mark is null);

    public bool MayResolve => Rights.MayResolve(Reader, Packet);
}
