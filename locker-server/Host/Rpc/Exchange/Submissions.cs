using System.Collections.Immutable;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Upload;
using DropFile = SmartLocker.Server.Core.Intake.DropFile;

namespace SmartLocker.Server.Rpc.Exchange;

/// <summary>Takes in what a document system hands in, read against the address book as a drop from a page is.</summary>
internal sealed class Submissions(IntakeDesk intake, AddressBookShelf shelf)
{
    /// <summary>More do not fit into one message beside what is in them.</summary>
    private const int FilesMax = 2_000;
    private const int PathLengthMax = 500;

    public async Task<ImmutableArray<TakenIn>> TakeIn(AgencyCode agency, SubmitRequest request) => await intake.TakeIn(
        // What lies in memory can always be read, so nobody is told of files that could not.
        [.. DropReader.Read(Files(request), await shelf.Read(), (_, _) => { })],
        agency, Actor.DocumentSystem(agency), request.IdempotencyKey);

    private static IEnumerable<DropFile> Files(SubmitRequest request)
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
