using System.Text;

namespace SmartLocker.Server.Certificates;

/// <summary>Files that only this program's user may read, and that are whole or not there.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public static void CreateFolder(string folder)
    {
        // Windows keeps a user's folders from other users by itself and knows no such modes.
        if (OperatingSystem.IsWindows()) { Directory.CreateDirectory(folder); }
        else { Directory.CreateDirectory(folder, OwnerFolder); }
    }

    /// <summary>Writes beside, brings it to the disk, then renames: a power cut leaves the old file or the new one.</summary>
    public static void Write(string path, string text)
    {
        string beside = path + ".new";
        File.Delete(beside); // Left over from a power cut; creating anew is what sets the mode.
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = OwnerFile; }
        using (FileStream stream = new(beside, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
