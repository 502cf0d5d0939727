namespace SmartLocker.Firmware.Agent.Configuration;

/// <summary>The one folder that an agent writes to.</summary>
/// <remarks>Small files are written beside, synced, renamed, and the folder is synced: after a power cut old or
/// new, never half.</remarks>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path, OwnerOnly | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public byte[]? Read(string name) => File.Exists(At(name)) ? File.ReadAllBytes(At(name)) : null;

    /// <summary>Readable by the agent's user alone.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        string beside = At(name + ".new");
        File.Delete(beside);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (FileStream file = new(beside, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, At(name), overwrite: true);
        DirectorySync.Sync(Path);
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
