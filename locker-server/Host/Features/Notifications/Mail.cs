using System.Security.Cryptography;
using System.Text;
using SmartLocker.Server.Core.Notifications;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>One letter to one address. Its id comes from the notice's key, so that sending twice is recognised as once.</summary>
internal sealed record Mail(string Id, string From, string To, string Subject, string Body, DateTimeOffset At)
{
    public static Mail Of(Notice notice, string from, DateTimeOffset now)
    {
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Key)).AsSpan(0, 16));
        return new Mail(id, from, notice.Address, notice.Subject, notice.Body, now);
    }

    /// <summary>As the Message-ID header wants it.</summary>
    public string MessageId => $"<{Id}@{From[(From.LastIndexOf('@') + 1)..]}>";
}
