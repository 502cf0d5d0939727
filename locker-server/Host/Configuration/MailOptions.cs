namespace SmartLocker.Server.Configuration;

/// <summary>How mail leaves: through a server, or without one as files into a folder that somebody else empties.</summary>
internal sealed record MailOptions
{
    /// <summary>Empty: write .eml files into <see cref="PickupFolder"/>.</summary>
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required bool StartTls { get; init; }

    /// <summary>Empty: without signing in.</summary>
    public required string User { get; init; }
    public required string Password { get; init; }
    public required string From { get; init; }
    public required string PickupFolder { get; init; }

    public static MailOptions Read(SettingsReader settings, string dataFolder)
    {
        MailOptions read = new()
        {
            Host = settings.Text("Mail:Host", ""),
            Port = settings.Number("Mail:Port", 587, 1, 65535),
            StartTls = settings.Flag("Mail:StartTls", true),
            User = settings.Text("Mail:User", ""),
            Password = settings.Text("Mail:Password", ""),
            From = settings.Text("Mail:From", "smartlocker@localhost"),
            PickupFolder = settings.Text("Mail:PickupFolder", Path.Combine(dataFolder, "mail")),
        };
        if (!read.From.Contains('@', StringComparison.Ordinal)) { settings.Refuse("Mail:From", "a mail address"); }
        if (read.User.Length > 0 && !read.StartTls)
        {
            settings.Refuse("Mail:StartTls", "true where Mail:User is set: a password never travels in the clear");
        }

        return read;
    }

    /// <summary>Without the password: this text may end up in a log.</summary>
    public override string ToString() => Host.Length > 0 ? $"{Host}:{Port}" : PickupFolder;
}
