using System.Collections.Immutable;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Notifications;
using SmartLocker.Server.Core.Packets;
using static SmartLocker.Server.Core.Tests.Packets.Sample;

namespace SmartLocker.Server.Core.Tests.Notifications;

/// <summary>The receiver is told, nobody else, and the text gives nothing away.</summary>
public sealed class NoticesTests
{
    [Fact]
    public void Clerks_and_couriers_of_the_receiver_are_told_and_nobody_else()
    {
        ImmutableArray<Notice> notices = Of(Deposited(), Clerk, Courier, Registrar, Collector, Admin,
            Collector with { Active = false });
        Assert.Equal([Registrar.Id, Collector.Id], notices.Select(notice => notice.Recipient!.Value));
        Assert.Equal(2, notices.Select(notice => notice.Key).Distinct().Count());
    }

    [Fact]
    public void A_confidential_packets_notice_reads_like_any_other()
    {
        Notice ordinary = Of(Deposited(), Registrar)[0];
        Assert.Equal(ordinary, Of(Deposited(Secrecy.Confidential), Registrar)[0]);
        Assert.DoesNotContain("檢送會議紀錄", ordinary.Body + ordinary.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("密", ordinary.Body + ordinary.Subject, StringComparison.Ordinal);
        Assert.Contains("115年10月2日 09:10", ordinary.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_deposit_has_the_same_key_and_another_deposit_another()
    {
        Assert.Equal(Of(Deposited(), Registrar)[0].Key, Of(Deposited(), Registrar)[0].Key);
        Packet again = Do(Deposited(), Deposit(CommandId.Parse("cmd-2")), 40);
        Assert.NotEqual(Of(Deposited(), Registrar)[0].Key, Of(again, Registrar)[0].Key);
    }

    [Fact]
    public void An_agency_without_addresses_is_told_on_its_own_pages()
    {
        Notice notice = Assert.Single(Of(Deposited(), Registrar with { Email = null }));
        Assert.Equal((NoticeChannel.Portal, null), (notice.Channel, notice.Recipient));
    }

    private static ImmutableArray<Notice> Of(Packet packet, params Person[] people) =>
        Notices.OfDeposit(packet, Agency(Health, Hall), people, "東區區公所", "市府大樓 1 號櫃");
}
