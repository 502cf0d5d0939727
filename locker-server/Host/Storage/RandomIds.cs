using System.Security.Cryptography;

namespace SmartLocker.Server.Storage;

/// <summary>Ids by chance, from the system's own generator: nobody guesses the next packet's number.</summary>
public sealed class RandomIds : IIdSource
{
    public string NextId() => Guid.CreateVersion7().ToString();

    public string NextDigits(int count) => RandomNumberGenerator.GetString("0123456789", count);

    public byte[] NextBytes(int count) => RandomNumberGenerator.GetBytes(count);
}
