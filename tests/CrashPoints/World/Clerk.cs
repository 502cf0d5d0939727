using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Documents;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;

namespace SmartLocker.CrashPoints.Tests.World;

/// <summary>What is done at the server's pages. Whoever was told that it is done relies on it.</summary>
internal static class Clerk
{
    public static PacketId TakeIn(SmallWorld world, bool confidential = false)
    {
        Document document = new()
        {
            Kind = "函",
            Number = "模擬字第1150000001號",
            Date = new DateOnly(2026, 10, 2),
            Urgency = Urgency.Ordinary,
            Secrecy = confidential ? Secrecy.Confidential : Secrecy.Ordinary,
            Subject = confidential ? "密不錄由" : "檢送會議紀錄",
            Senders = [new Sender("", SmallWorld.SenderAgency, null)],
            Receivers =
            [
                new Receiver { Name = "receiver", Code = SmallWorld.ReceiverAgency, IsResolved = true },
            ],
        };
        IntakeResult result = new("1.di", new IntakeOutcome.Accepted(document, []));
        SmallServer.Now(world.Server.Intake.TakeIn(
            [result], SmallWorld.SenderAgency, Actor.Person(SmallWorld.Sender.Person.Id), world.Ids.NextId()));
        Packet packet = SmallServer.Now(world.Server.Ledger.Views.Packets(new PacketFilter { Stages = [PacketStage.Open] }))[0];
        world.Told("taken in", server => Find(server, packet.Id) is not null);
        return packet.Id;
    }

    public static PacketId Seal(SmallWorld world, bool confidential = false)
    {
        PacketId id = TakeIn(world, confidential);
        PersonId[] openers = confidential ? [SmallWorld.Receiver.Person.Id] : [];
        PacketRejection? no = SmallServer.Now(world.Server.Packets.Seal(id, SmallWorld.Sender.Person, PacketSize.S, openers));
        Assert.Null(no);
        world.Told("sealed", server => Find(server, id)?.Stage is not (null or PacketStage.Open));
        world.Cabinet?.Exchange();
        return id;
    }

    public static void Receipt(SmallWorld world, PacketId id)
    {
        Packet packet = Find(world.Server, id)!;
        Dictionary<EnclosureId, ReceiptMark> marks = packet.Enclosures.ToDictionary(one => one.Id, _ => ReceiptMark.Received);
        Assert.Null(SmallServer.Now(world.Server.Packets.Receipt(id, SmallWorld.Receiver.Person, marks)));
        world.Told("receipted", server => Find(server, id)?.Stage == PacketStage.Receipted);
    }

    public static Packet? Find(SmallServer server, PacketId id) => SmallServer.Now(server.Ledger.FindPacket(id))?.State;
}
