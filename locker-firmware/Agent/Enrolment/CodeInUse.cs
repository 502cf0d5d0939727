using System.Security.Cryptography;
using System.Text;
using SmartLocker.Firmware.Agent.Configuration;

namespace SmartLocker.Firmware.Agent.Enrolment;

/// <summary>
/// The code that the certificate in the data folder came by, as a hash: the same code again means nothing, another one means that
/// somebody wants this cabinet enrolled again.
/// </summary>
internal static class CodeInUse
{
    private const string CodeFile = "enrolled-by";

    public static bool Is(DataFolder folder, string code) =>
        folder.Read(CodeFile) is { } kept && kept.AsSpan().SequenceEqual(HashOf(code));

    public static void Keep(DataFolder folder, string code) => folder.Write(CodeFile, HashOf(code));

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim()));
}
