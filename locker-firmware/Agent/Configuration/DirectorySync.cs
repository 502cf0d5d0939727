using System.Runtime.InteropServices;

namespace SmartLocker.Firmware.Agent.Configuration;

/// <summary>Makes a rename durable: the framework can sync a file, but not the folder that names it.</summary>
internal static partial class DirectorySync
{
    /// <summary>O_RDONLY | O_DIRECTORY | O_CLOEXEC of open(2), as x86-64 numbers them.</summary>
    private const int ReadOnlyDirectory = 0x10000 | 0x80000;

    public static void Sync(string folder)
    {
        int descriptor = Open(folder, OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? 0x4000 | 0x80000 // On arm64 O_DIRECTORY is another bit.
            : ReadOnlyDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open the folder {folder}: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            if (Fsync(descriptor) != 0)
            {
                throw new IOException($"Cannot sync the folder {folder}: error {Marshal.GetLastPInvokeError()}.");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int descriptor);
}
