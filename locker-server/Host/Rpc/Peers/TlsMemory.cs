using System.Collections;
using System.Net.Security;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>A silent connection holds no TLS buffers: OpenSSL's SSL_MODE_RELEASE_BUFFERS, as other servers set it.</summary>
/// <remarks>
/// OpenSSL keeps 33 KiB for each connection otherwise, and .NET has no option for it (docs/decisions/0029). It is a mode of
/// the contexts that .NET keeps for all connections; where they are not found as expected, everything goes on without it.
/// </remarks>
internal static partial class TlsMemory
{
    private const int SetMode = 33; // SSL_CTRL_MODE
    private const int ReleaseBuffers = 0x10; // SSL_MODE_RELEASE_BUFFERS
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly IDictionary? Contexts = Find();
    private static int _known;

    /// <summary>Contexts that took it; none where they are not found.</summary>
    public static int Told { get; private set; }

    /// <summary>Call while a handshake is under way: its context is there by then, and the next connections use it.</summary>
    public static void ReleaseIdleBuffers()
    {
        if (Contexts is not { Count: var count } || Interlocked.Exchange(ref _known, count) == count) { return; }

        Told = Contexts.Values.OfType<SafeHandle>()
            .Count(context => (Control(context, SetMode, ReleaseBuffers, 0) & ReleaseBuffers) != 0);
    }

    private static IDictionary? Find()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libssl.so.3", out _)) { return null; }

        object? cache = typeof(SslStream).Assembly.GetType("Interop+OpenSsl")?.GetField("s_sslContexts", Hidden)?.GetValue(null);
        return cache?.GetType().BaseType?.GetField("_cache", Hidden)?.GetValue(cache) as IDictionary;
    }

    [LibraryImport("libssl.so.3", EntryPoint = "SSL_CTX_ctrl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long Control(SafeHandle context, int command, long value, nint nothing);
}
