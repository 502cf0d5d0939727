using SmartLocker.HardwareSpecs.Faults;

namespace SmartLocker.HardwareSpecs.Tests.Faults;

/// <summary>What an operator reads must be there, in both languages, for every fault.</summary>
public sealed class FaultRegistryTests
{
    [Fact]
    public void The_faults_of_doors_locks_boards_and_link_are_named() => Assert.Equal(
        [
            "CertificateExpired", "ClockNotTrusted", "CodeForged", "CoilOpen", "CoilShort", "ContentsUnknown", "DriverStuckOn",
            "ForcedOpen", "HelpCalled", "Jammed", "JournalFull", "JournalNotWritable", "JournalQuarantined", "KeptStateDamaged",
            "LatchedWhileOpen", "LeftOpen", "LineFault", "LinkDown", "LinkRefused", "NotLatched", "PinGuessing",
            "ReleasedNotOpened", "RemoteOpeningBlocked", "ScannerDown", "SensorFault",
        ],
        FaultRegistry.All.Select(fault => fault.Name));

    [Fact]
    public void Every_fault_says_in_both_languages_what_it_means_and_what_to_do() => Assert.All(FaultRegistry.All, fault =>
    {
        Assert.All([fault.Meaning.Zh, fault.Operator.Zh], text => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*。$", text));
        Assert.All([fault.Meaning.En, fault.Operator.En], text => Assert.Matches(@"^[A-Z][\x20-\x7E]+\.$", text));
    });

    /// <summary>A fault text is shown on pages and kiosks: it must not say what kind of document is concerned.</summary>
    [Fact]
    public void No_fault_text_speaks_of_secrecy() => Assert.DoesNotContain(
        FaultRegistry.All, fault => fault.ToString().Contains('密', StringComparison.Ordinal));

    [Fact]
    public void An_opening_that_nobody_asked_for_is_an_alarm_of_its_compartment()
    {
        FaultKind forced = FaultRegistry.Get("ForcedOpen");

        Assert.Equal((FaultSeverity.Alarm, FaultScope.Compartment), (forced.Severity, forced.Scope));
    }

    [Fact]
    public void A_name_that_the_file_does_not_hold_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => FaultRegistry.Get("SomethingElse"));
}
