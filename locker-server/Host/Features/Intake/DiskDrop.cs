using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Features.Intake;

/// <summary>A drop that lies on disk: a folder with everything in it, or one file with what lies beside it.</summary>
internal static class DiskDrop
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <param name="path">As typed.</param>
    /// <param name="unreadable">Told of every place that cannot be read, with the cause; the rest goes on.</param>
    public static IEnumerable<DropFile> Read(string path, Action<string, string> unreadable)
    {
        if (Directory.Exists(path)) { return Folder(new DirectoryInfo(path), unreadable); }
        if (File.Exists(path)) { return Single(new FileInfo(path), unreadable); }

        unreadable(path, "No such file or folder.");
        return [];
    }

    /// <summary>Beside a document lies its exchange list; other documents and zips were not asked for.</summary>
    private static IEnumerable<DropFile> Single(FileInfo file, Action<string, string> unreadable)
    {
        DropFile asked = Describe(file, file.Name);
        if (!asked.IsDocument) { return [asked]; }

        IEnumerable<DropFile> beside = Entries(file.Directory!, unreadable)
            .OfType<FileInfo>()
            .Where(other => other.Name != file.Name && other.Exists)
            .Select(other => Describe(other, other.Name))
            .Where(other => other is { IsDocument: false, IsArchive: false });
        return [asked, .. beside];
    }

    private static List<DropFile> Folder(DirectoryInfo root, Action<string, string> unreadable)
    {
        List<DropFile> files = [];
        Stack<(DirectoryInfo Folder, string Path)> open = new([(root, "")]);
        while (open.TryPop(out (DirectoryInfo Folder, string Path) at))
        {
            foreach (FileSystemInfo entry in Entries(at.Folder, unreadable))
            {
                string path = at.Path + entry.Name;
                if (entry.LinkTarget is not null)
                {
                    if (Inside(root, entry) is { } target) { files.Add(Describe(target, path)); }
                    else { unreadable(path, "A link that leads to no file of this folder; it is not followed."); }
                }
                else if (entry is DirectoryInfo folder)
                {
                    open.Push((folder, path + "/"));
                }
                else
                {
                    files.Add(Describe((FileInfo)entry, path));
                }
            }
        }

        return files;
    }

    /// <summary>A drop is what lies in its folder: a link may name another file of it, but lead nowhere else.</summary>
    private static FileInfo? Inside(DirectoryInfo root, FileSystemInfo link)
    {
        try
        {
            string home = Path.TrimEndingDirectorySeparator(root.FullName) + Path.DirectorySeparatorChar;
            return link.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target
                && target.FullName.StartsWith(home, StringComparison.Ordinal)
                    ? target
                    : null;
        }
        catch (IOException)
        {
            // Links in a circle.
            return null;
        }
    }

    private static FileSystemInfo[] Entries(DirectoryInfo folder, Action<string, string> unreadable)
    {
        try
        {
            return folder.GetFileSystemInfos("*", Everything);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            unreadable(folder.FullName, denied.Message);
            return [];
        }
    }

    private static DropFile Describe(FileInfo file, string path)
    {
        FileInfo target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return new DropFile(path, target.Length, target.OpenRead);
    }
}
