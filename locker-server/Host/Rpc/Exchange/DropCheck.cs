using SmartLocker.Contracts.V1;
using DropFile = SmartLocker.Server.Core.Intake.DropFile;

namespace SmartLocker.Server.Rpc.Exchange;

/// <summary>The files of a submission: how many, and under which names.</summary>
internal static class DropCheck
{
    /// <summary>More do not fit into one message beside what is in them.</summary>
    private const int FilesMax = 2_000;
    private const int PathLengthMax = 500;

    public static IEnumerable<DropFile> Files(SubmitRequest request)
    {
        if (request.Files.Count is 0 or > FilesMax)
        {
            throw RpcProblems.InvalidField("files", $"expected 1 to {FilesMax} files, got {request.Files.Count}");
        }

        return request.Files.Select(file => IsSafe(file.Name)
            ? new DropFile(file.Name, file.Content.ToByteArray())
            : throw RpcProblems.InvalidField("files.name", "expected a relative path with '/', without '..'"));
    }

    private static bool IsSafe(string path) =>
        path.Length is > 0 and <= PathLengthMax && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl) && path.Split('/').All(part => part is not ("" or "." or ".."));
}
