using System.Text.RegularExpressions;
using SmartLocker.Firmware.Core.Cabinet;
using SmartLocker.Firmware.Core.Faults;
using SmartLocker.Firmware.Core.Journal;
using SmartLocker.Firmware.Core.Link;
using SmartLocker.HardwareSpecs.Faults;
using static SmartLocker.Firmware.Core.Tests.Cabinet.People;

namespace SmartLocker.Firmware.Core.Tests.Cabinet;

public sealed partial class KioskTests
{
    public static TheoryData<KioskScreen> Screens => [.. Enum.GetValues<KioskScreen>()];
    public static TheoryData<NoticeKind> Notices => [.. Enum.GetValues<NoticeKind>()];

    [Theory, MemberData(nameof(Screens))]
    public void Every_screen_speaks_both_languages(KioskScreen screen)
    {
        Speaks(KioskTexts.Title(screen));
        Speaks(KioskTexts.Prompt(screen, 3));
    }

    [Theory, MemberData(nameof(Notices))]
    public void Every_notice_speaks_both_languages(NoticeKind kind) => Speaks(KioskTexts.Of(kind));

    [Fact]
    public void Every_scan_is_answered_by_sound_and_words()
    {
        Bench bench = new();
        foreach ((string scan, NoticeKind answer) in new[]
        {
            ("garbage", NoticeKind.UnknownScan), (Plain.Value, NoticeKind.SignInFirst),
            (BadgeNumber.FromDigits("9999999999").Value, NoticeKind.UnknownBadge),
        })
        {
            CabinetStep step = bench.Scan(scan);
            Assert.Equal(answer, bench.Screen.Message?.Kind);
            Assert.Contains(new CabinetEffect.Signal(KioskSignal.ScanRefused, 0), step.Effects);
        }
    }

    /// <summary>R-10: whoever stands before the wrong cabinet is told the right one; only who carries the packet asks.</summary>
    [Theory]
    [InlineData(CallRefusal.NotCollectedHere)]
    [InlineData(CallRefusal.NoRoom)]
    [InlineData(CallRefusal.NotYourPacket)]
    public void A_packet_that_is_not_taken_here_is_sent_to_the_cabinets_that_take_it(CallRefusal reason)
    {
        Bench bench = new();
        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        bench.SignIn(Sender);
        bench.Scan(Plain.Value);
        bench.Answer(new CallAnswer.Refused(reason, ["A-2", "A-3", "A-4", "A-5"]));
        KioskMessage told = bench.Screen.Message!;
        Assert.Equal(KioskTexts.Of(reason), told.Kind);
        bool isNamed = reason is not CallRefusal.NotYourPacket;
        Assert.Equal(isNamed, told.Text.Chinese.Contains(" A-2 / A-3 / A-4 ", StringComparison.Ordinal));
        Assert.Equal(isNamed, told.Text.English.Contains(" A-2 / A-3 / A-4.", StringComparison.Ordinal));

        bench.Scan(Plain.Value);
        bench.Answer(new CallAnswer.Refused(reason, []));
        Assert.Equal(KioskTexts.Of(KioskTexts.Of(reason)), bench.Screen.Message!.Text);
    }

    [Fact]
    public void An_expired_certificate_is_on_the_screen_until_it_is_renewed_and_people_are_served()
    {
        Bench bench = new();
        bench.Give(new CabinetInput.CertificateHealth(false, "ended at noon"));
        bench.Give(new CabinetInput.CertificateHealth(false, "ended at noon"));
        Assert.Equal("CertificateExpired", Assert.Single(bench.Journal.OfType<Fact.FaultRaised>()).Name);
        Speaks(bench.Screen.Trouble!);
        bench.SignIn(Sender);
        bench.Deposits(Plain.Value);
        Assert.Equal(1, bench.Count<Fact.PacketDeposited>());

        bench.Give(new CabinetInput.CertificateHealth(true, ""));
        Assert.Null(bench.Screen.Trouble);
    }

    [Fact]
    public void A_server_that_refuses_the_cabinet_is_on_record_once_and_until_it_welcomes_it()
    {
        Bench bench = new();
        bench.Give(new CabinetInput.LinkRefused("PermissionDenied: denied"));
        bench.Give(new CabinetInput.LinkRefused("PermissionDenied: denied"));
        Assert.Equal("LinkRefused", Assert.Single(bench.Journal.OfType<Fact.FaultRaised>()).Name);
        Speaks(bench.Screen.Trouble!);

        bench.Give(new CabinetInput.LinkWelcomed(1, 0, JournalStanding.Accepted));
        Assert.Null(bench.Screen.Trouble);
    }

    [Fact]
    public void A_flood_of_unknown_badges_does_not_fill_the_journal()
    {
        Bench bench = new();
        for (int scan = 0; scan < 100; scan++)
        {
            bench.Scan(BadgeNumber.FromDigits("9999999999").Value);
        }

        Assert.Equal(10, bench.Count<Fact.SignInRefused>());
    }

    [Fact]
    public void Whoever_only_shows_a_badge_is_told_no_name()
    {
        Bench bench = new();
        bench.Scan(Opener.Badge.Value);
        Assert.Equal((KioskScreen.EnterPin, null), (bench.Screen.Screen, bench.Screen.Person));
    }

    [Fact]
    public void A_journal_that_takes_no_entries_opens_nothing_and_says_so_when_it_does_again()
    {
        Bench bench = PickupStoryTests.Filled(Plain);
        int facts = bench.Journal.Count;
        CabinetStep step = bench.Give(new CabinetInput.JournalHealth(Writable: false, UsedPercent: 10));
        Assert.Empty(step.Facts);
        Assert.Equal(KioskScreen.OutOfOrder, bench.Screen.Screen);
        Assert.Equal(facts, bench.Journal.Count);

        bench.Give(new CabinetInput.JournalHealth(Writable: true, UsedPercent: 10));
        Assert.Equal(new Fact.FaultCleared(FaultName.JournalNotWritable, 0), bench.Last<Fact.FaultCleared>());
        Assert.Equal(KioskScreen.Idle, bench.Screen.Screen);
    }

    [Fact]
    public void Every_fault_the_cabinet_raises_is_in_the_registry() =>
        Assert.All(FaultName.All, name => Assert.True(FaultRegistry.TryFind(name, out _), name));

    [Fact]
    public void A_call_for_help_is_raised_once_and_taken_back_after_ten_minutes()
    {
        Bench bench = new();
        bench.Ask(new KioskRequest.CallForHelp());
        bench.Ask(new KioskRequest.CallForHelp());
        Assert.Single(bench.Journal, fact => fact is Fact.FaultRaised { Name: "HelpCalled" });
        bench.After(TimeSpan.FromMinutes(10));
        Assert.Single(bench.Journal, fact => fact is Fact.FaultCleared { Name: "HelpCalled" });
    }

    private static void Speaks(KioskText text)
    {
        Assert.Matches(Chinese(), text.Chinese);
        Assert.Matches(Latin(), text.English);
        Assert.DoesNotContain('密', text.Chinese.Replace("密碼", "", StringComparison.Ordinal));
        Assert.DoesNotContain("secre", text.English, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("confid", text.English, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex("^[A-Z][ -~]+$")]
    private static partial Regex Latin();
}
