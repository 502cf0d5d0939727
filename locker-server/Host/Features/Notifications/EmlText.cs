using System.Globalization;
using System.Text;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>A mail as a file: headers and text in base64 of UTF-8 (RFC 5322, 2045, 2047).</summary>
internal static class EmlText
{
    private const int EncodedLineMax = 76;

    /// <summary>An encoded word has at most 75 characters: 45 bytes in base64 and its frame.</summary>
    private const int EncodedWordBytes = 45;

    public static string Write(Mail mail)
    {
        StringBuilder text = new();
        text.Append("Date: ").Append(mail.At.ToString("r", CultureInfo.InvariantCulture).Replace("GMT", "+0000",
            StringComparison.Ordinal));
        text.Append("\r\nFrom: ").Append(OneLine(mail.From));
        text.Append("\r\nTo: ").Append(OneLine(mail.To));
        text.Append("\r\nSubject: ").Append(Words(mail.Subject));
        text.Append("\r\nMessage-ID: ").Append(mail.MessageId);
        text.Append("\r\nMIME-Version: 1.0");
        text.Append("\r\nContent-Type: text/plain; charset=utf-8");
        text.Append("\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        foreach (char[] line in Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Body)).Chunk(EncodedLineMax))
        {
            text.Append(line).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Nothing in an address may begin another header.</summary>
    private static string OneLine(string text) => string.Concat(text.Where(c => !char.IsControl(c)));

    private static string Words(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > EncodedWordBytes)
            {
                words.Add(Word(word.ToString()));
                word.Clear();
            }

            word.Append(rune.ToString());
        }

        words.Add(Word(word.ToString()));
        return string.Join("\r\n ", words);
    }

    private static string Word(string text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
}
