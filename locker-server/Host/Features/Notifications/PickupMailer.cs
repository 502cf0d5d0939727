namespace SmartLocker.Server.Features.Notifications;

/// <summary>Writes each mail as a file into a folder from which somebody else sends, or reads, it.</summary>
internal sealed class PickupMailer(string folder) : IMailer
{
    public async Task<bool> Send(Mail mail, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{mail.Id}.eml");
        string beside = $"{path}.new";

        // Renamed when whole: whoever watches the folder never sees half a mail. The same mail again is the same file.
        await File.WriteAllTextAsync(beside, EmlText.Write(mail), cancellation);
        File.Move(beside, path, overwrite: true);
        return true;
    }
}
