using SmartLocker.Server.Core.Intake;

namespace SmartLocker.Server.Features.Intake;

/// <summary>A drop that lies on disk: a folder with everything in it, or one file with what lies beside it.</summary>
internal static class DiskDrop
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <param name="path">As typed.</param>
    /// <param name="unreadable">Told of every place that cannot be read, with the cause; the rest goes on.</param>
    /// <param name="leftOut">Told of every link that is not followed: what it leads to is no part of the drop.</param>
    public static IEnumerable<DropFile> Read(
        string path, Action<string, string> unreadable, Action<string, string> leftOut)
    {
        if (Directory.Exists(path)) { return Folder(new DirectoryInfo(path), unreadable, leftOut); }
        if (File.Exists(path)) { return Single(new FileInfo(path), unreadable, leftOut); }

        unreadable(path, "No such file or folder.");
        return [];
    }

    /// <summary>Beside a document lies its exchange list; other documents and zips were not asked for.</summary>
    private static List<DropFile> Single(
        FileInfo file, Action<string, string> unreadable, Action<string, string> leftOut)
    {
        List<DropFile> files = [];
        Add(files, file, file.Name, unreadable);
        if (files is [{ IsDocument: false, IsArchive: false }] && !IsList(file))
        {
            leftOut(file.FullName, "Not read: neither a document (.di) nor a zip.");
        }

        if (files is not [{ IsDocument: true }]) { return files; }

        List<DropFile> beside = [];
        foreach (FileInfo other in Entries(file.Directory!, unreadable).OfType<FileInfo>())
        {
            // What lies there and cannot be read is of no concern unless it is the list, and then the list is missing.
            if (other.Name != file.Name) { Add(beside, other, other.Name, (_, _) => { }); }
        }

        return [.. files, .. beside.Where(other => other is { IsDocument: false, IsArchive: false })];
    }

    /// <summary>Named beside its document, as a shell does that expands "*", and read with it.</summary>
    private static bool IsList(FileInfo file) => file.Extension.Equals(".sw", StringComparison.OrdinalIgnoreCase);

    private static List<DropFile> Folder(
        DirectoryInfo root, Action<string, string> unreadable, Action<string, string> leftOut)
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
                    if (Inside(root, entry) is { } target) { Add(files, target, path, unreadable); }
                    else { leftOut(path, "A link that leads to no file of this folder; it is not followed."); }
                }
                else if (entry is DirectoryInfo folder)
                {
                    open.Push((folder, path + "/"));
                }
                else
                {
                    Add(files, (FileInfo)entry, path, unreadable);
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

    private static void Add(List<DropFile> files, FileInfo file, string path, Action<string, string> unreadable)
    {
        try
        {
            FileInfo target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            files.Add(new DropFile(path, target.Length, target.OpenRead));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            unreadable(path, gone.Message);
        }
    }
}
