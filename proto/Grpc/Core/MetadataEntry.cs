using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its text or its bytes.</summary>
    public class Entry
    {
        private readonly string? _text;
        private readonly byte[]? _bytes;

        public Entry(string key, byte[] valueBytes)
        {
            Key = CheckedKey(key);
            if (!IsBinary)
            {
                throw new ArgumentException(
                    "Key for binary valued metadata entry needs to have suffix indicating binary value.", nameof(key));
            }

            _bytes = (byte[])valueBytes.Clone();
        }

        public Entry(string key, string value)
        {
            Key = CheckedKey(key);
            if (IsBinary)
            {
                throw new ArgumentException(
                    "Key for ASCII valued metadata entry cannot have suffix indicating binary value.", nameof(key));
            }

            _text = value ?? throw new ArgumentNullException(nameof(value));
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        public string Value =>
            _text ?? throw new InvalidOperationException("Cannot access string value of a binary metadata entry.");

        public byte[] ValueBytes => _bytes is { } bytes ? (byte[])bytes.Clone() : Encoding.ASCII.GetBytes(Value);

        internal ReadOnlySpan<byte> Bytes => _bytes;

        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={Convert.ToHexString(ValueBytes)}]"
            : $"[Entry: key={Key}, value={Value}]";

        private static string CheckedKey(string key)
        {
            string lower = key.ToLowerInvariant();
            if (lower.Length > 0 && lower.All(IsKeyCharacter))
            {
                return lower;
            }

            throw new ArgumentException(
                "Metadata entry key not valid. Keys can only contain lowercase alphanumeric characters, underscores, "
                + $"hyphens and dots, got '{key}'.", nameof(key));
        }

        private static bool IsKeyCharacter(char one) =>
            char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one is '.' or '_' or '-';
    }
}
