using System.Runtime.InteropServices;

namespace SmartLocker.Firmware.Agent.Running;

/// <summary>
/// Gives back what only the start, or a busy hour, needed. The start reads far more of the runtime's files than the
/// work after it; those pages stay resident until something asks for them back, and a small board has other work.
/// </summary>
/// <remarks>
/// MADV_DONTNEED (madvise(2)) on an unwritten page of a file loses nothing: the next touch reads it from the page
/// cache or the file. Only what two looks in a row found unwritten is dropped, so nothing that is just being loaded
/// and relocated is touched. What the compiler took from the C library while code became hot is given back as well
/// (malloc_trim(3)): it takes such room again and again for weeks, and the library keeps it otherwise.
/// </remarks>
public sealed partial class IdleTrim(TimeProvider time, ILogger<IdleTrim> log)
{
    private const int DontNeed = 4;

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstTrim = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private IReadOnlySet<FileMapping> _seen = new HashSet<FileMapping>();

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await Task.Delay(FirstLook, time, cancellation);
        Trim();
        await Task.Delay(FirstTrim, time, cancellation);
        while (true)
        {
            Trim();
            await Task.Delay(Every, time, cancellation);
        }
    }

    /// <summary>Collects, then drops what the look before had found already.</summary>
    /// <returns>How many mappings were dropped; none at the first look.</returns>
    public int Trim()
    {
        try
        {
            IReadOnlySet<FileMapping> now = FileMapping.Unwritten(File.ReadLines("/proc/self/smaps"));
            FileMapping[] drop = [.. now.Where(_seen.Contains)];
            _seen = now;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            TrimHeaps();
            return drop.Count(TryDrop);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            LogRefused(refused.Message); // Memory is a courtesy, never a reason to stop.
            return 0;
        }
    }

    private static void TrimHeaps()
    {
        try
        {
            _ = GiveBack(0); // Whether there was anything changes nothing.
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, with rules of its own.
        }
    }

    private bool TryDrop(FileMapping mapping)
    {
        if (Advise(mapping.Start, mapping.Length, DontNeed) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        LogNotDropped(mapping.Line, error);
        return false;
    }

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Advise(nuint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GiveBack(nuint keep);

    [LoggerMessage(Level = LogLevel.Information, Message = "Memory stays as it is: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Not dropped, error {Error}: {Mapping}")]
    private partial void LogNotDropped(string mapping, int error);
}
