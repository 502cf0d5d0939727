using System.Text;

namespace SmartLocker.Server.Features.Notifications;

/// <summary>Writes each mail as a file into a folder from which somebody else sends, or reads, it.</summary>
internal sealed partial class PickupMailer(string folder, ILogger<PickupMailer> log) : IMailer
{
    public Task<bool> Send(Mail mail, CancellationToken cancellation)
    {
        try
        {
            Write(Path.Combine(folder, $"{mail.Id}.eml"), EmlText.Write(mail));
            return Task.FromResult(true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            NotWritten(log, mail.Id, failed.Message);
            return Task.FromResult(false);
        }
    }

    /// <summary>
    /// On the disk before it is called sent, and renamed when whole: whoever watches the folder never sees half a mail. The
    /// same mail again is the same file.
    /// </summary>
    private void Write(string path, string text)
    {
        Directory.CreateDirectory(folder);
        string beside = $"{path}.new";
        using (FileStream file = File.Create(beside))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was not written: {Why}")]
    private static partial void NotWritten(ILogger log, string id, string why);
}
