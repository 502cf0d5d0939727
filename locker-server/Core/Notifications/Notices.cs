using System.Collections.Immutable;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Packets;

namespace SmartLocker.Server.Core.Notifications;

/// <summary>Who is told that a packet waits: the receiver's clerks and couriers, at once; never anybody else.</summary>
/// <remarks>
/// The text says which number waits where and since when. It says nothing of secrecy, subject or content (docs/rules.md R-2),
/// so a forwarded mail gives nothing away.
/// </remarks>
public static class Notices
{
    /// <param name="people">More than the receiver's do no harm: they are filtered.</param>
    public static ImmutableArray<Notice> OfDeposit(
        Packet packet, Agency receiver, IEnumerable<Person> people, string senderName, string cabinetName)
    {
        string since = NoticeHour.Taipei(packet.Times.DepositedAt ?? packet.Times.OpenedAt);
        Notice draft = new()
        {
            Key = "",
            Packet = packet.Id,
            Receiver = packet.Receiver,
            Recipient = null,
            Channel = NoticeChannel.Portal,
            Address = "",
            Subject = $"文件待取：{cabinetName}／Packet waiting at {cabinetName}",
            Body = $"""
                {receiver.Name} 您好：

                {senderName} 寄來的文件包 {packet.Id} 已於 {since} 投入「{cabinetName}」，請派員取件。

                Packet {packet.Id} from {senderName} has been waiting at {cabinetName} since {since} (Taipei time).
                Please have it collected.
                """,
        };
        ImmutableArray<Notice> mails =
        [
            .. people
                .Where(person => Concerned(person, packet.Receiver) && !string.IsNullOrWhiteSpace(person.Email))
                .OrderBy(person => person.Id)
                .Select(person => draft with
                {
                    Key = Key(packet, person.Id.Value, NoticeChannel.Mail),
                    Recipient = person.Id,
                    Channel = NoticeChannel.Mail,
                    Address = person.Email!,
                }),
        ];
        return !mails.IsEmpty ? mails
            : !string.IsNullOrWhiteSpace(receiver.Mailbox)
                ? [draft with { Key = Key(packet, "agency", NoticeChannel.Mail), Channel = NoticeChannel.Mail,
                    Address = receiver.Mailbox }]
                : [draft with { Key = Key(packet, "agency", NoticeChannel.Portal) }];
    }

    private static bool Concerned(Person person, AgencyCode receiver) =>
        person.Active && person.Agencies.Contains(receiver)
        && (person.Roles.Contains(Role.Clerk) || person.Roles.Contains(Role.Courier));

    /// <summary>The deposit's number is part of the event: a packet deposited again is told again.</summary>
    private static string Key(Packet packet, string recipient, NoticeChannel channel) =>
        $"{packet.Id}/deposited-{packet.Deposits}/{recipient}/{channel}";
}
