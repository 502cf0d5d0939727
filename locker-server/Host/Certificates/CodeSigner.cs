using System.Collections.Immutable;
using System.Security.Cryptography;
using SmartLocker.Codes;
using SmartLocker.Server.Core.Fleet.Desired;

namespace SmartLocker.Server.Certificates;

/// <summary>The keys of this installation for one-time codes: the first signs, cabinets know all of them.</summary>
/// <remarks>
/// There are two at least, so that every cabinet knows the next one before it signs. To replace the first, delete its file and
/// start again: codes signed with it are worthless once a cabinet has heard of it, and another next one is made.
/// </remarks>
internal sealed class CodeSigner
{
    private const int KeysMin = 2;
    private const int NameBytes = 4;

    private readonly ImmutableArray<(string Name, string Pem)> _keys;

    private CodeSigner(ImmutableArray<(string Name, string Pem)> keys) => _keys = keys;

    public ImmutableArray<CodeKey> PublicKeys => [.. _keys.Select(key => new CodeKey(key.Name, PublicKey(key.Pem)))];

    public static CodeSigner Open(string dataFolder)
    {
        string folder = Path.Combine(dataFolder, "authority");
        SecretFile.CreateFolder(folder);
        List<string> files = [.. Directory.GetFiles(folder, "code-key-*.pem").Order(StringComparer.Ordinal)];
        int last = files.Count == 0 ? 0 : NumberOf(files[^1]);
        while (files.Count < KeysMin)
        {
            using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            files.Add(Path.Combine(folder, $"code-key-{++last:0000}.pem"));
            SecretFile.Write(files[^1], made.ExportPkcs8PrivateKeyPem());
        }

        return new CodeSigner([.. files.Select(File.ReadAllText).Select(pem => (NameOf(pem), pem))]);
    }

    public string Sign(PickupCode code)
    {
        using ECDsa key = Load(_keys[0].Pem);
        return CodeText.Write(code, _keys[0].Name, key);
    }

    private static int NumberOf(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file).Split('-')[^1], out int number) ? number : 0;

    private static string NameOf(string pem) =>
        Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(PublicKey(pem))).AsSpan(0, NameBytes));

    private static string PublicKey(string pem)
    {
        using ECDsa key = Load(pem);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    private static ECDsa Load(string pem)
    {
        ECDsa key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }
}
