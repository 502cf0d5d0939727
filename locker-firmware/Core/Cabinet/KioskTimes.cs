namespace SmartLocker.Firmware.Core.Cabinet;

/// <summary>How long the screen waits for people. What an agency may set is in the cabinet's settings instead.</summary>
public static class KioskTimes
{
    public static readonly TimeSpan NoticeFor = TimeSpan.FromSeconds(8);

    /// <summary>The last part of the idle time, in which the screen warns and offers more.</summary>
    public static readonly TimeSpan WarnFor = TimeSpan.FromSeconds(20);

    /// <summary>How long the first person of a two-person pickup may wait for the second.</summary>
    public static readonly TimeSpan SecondPersonWithin = TimeSpan.FromSeconds(120);

    /// <summary>
    /// A release asked for at the screen that has not begun by then expires: one other sequence may run before it.
    /// </summary>
    public static readonly TimeSpan ReleaseWithin = TimeSpan.FromSeconds(15);

    /// <summary>A call for help that nobody answered is taken back, so that the next one is heard.</summary>
    public static readonly TimeSpan HelpFor = TimeSpan.FromMinutes(10);
}
