using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Unpacks a message; the limit holds for what comes out, so a small frame cannot fill the memory.</summary>
internal static class Gzip
{
    private const int ChunkBytes = 16 * 1024;

    public static ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> packed, int? bytesMax)
    {
        ArrayBufferWriter<byte> unpacked = new();
        try
        {
            using MemoryStream source = new(packed.ToArray(), writable: false);
            using GZipStream gzip = new(source, CompressionMode.Decompress);
            while (gzip.Read(unpacked.GetSpan(ChunkBytes)) is > 0 and int count)
            {
                unpacked.Advance(count);
                if (unpacked.WrittenCount > bytesMax)
                {
                    throw new RpcException(new Status(
                        StatusCode.ResourceExhausted,
                        $"The received message has more than {bytesMax} bytes when decompressed."));
                }
            }
        }
        catch (InvalidDataException problem)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The message cannot be decompressed.", problem));
        }

        return new ReadOnlySequence<byte>(unpacked.WrittenMemory);
    }
}
