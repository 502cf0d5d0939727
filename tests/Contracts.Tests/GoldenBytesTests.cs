using Google.Protobuf;
using Google.Protobuf.Reflection;
using SmartLocker.Contracts.V1;

namespace SmartLocker.Contracts.Tests;

/// <summary>The wire is a promise to machines that were built years ago: what changes it must be noticed here.</summary>
/// <remarks>
/// One file for each proto file, one line for each message: its name and its bytes in hexadecimal. A new message or field
/// adds lines or lengthens one; a line whose beginning changes, or that goes away, breaks machines in the field. To take over
/// what is right, run with SMARTLOCKER_WRITE_GOLDEN=1 and look at the difference.
/// </remarks>
public sealed class GoldenBytesTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "Contracts.Tests", "Golden");

    private static readonly Dictionary<string, FileDescriptor> Files = new FileDescriptor[]
    {
        CabinetLinkReflection.Descriptor, DesiredStateReflection.Descriptor, DocumentExchangeReflection.Descriptor,
        EnrolmentReflection.Descriptor, FactsReflection.Descriptor, VocabularyReflection.Descriptor,
    }.ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name));

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_bytes_of_every_message_are_those_agreed(string file) => Agree(
        $"{file}.hex",
        Files[file].MessageTypes.SelectMany(SampleMessages.Of)
            .Select(sample => $"{sample.Name}: {Convert.ToHexStringLower(sample.Message.ToByteArray())}"));

    [Theory, MemberData(nameof(Names))]
    public void The_numbers_of_every_enum_are_those_agreed(string file) => Agree(
        $"{file}.enums",
        Files[file].EnumTypes.SelectMany(type => type.Values).Select(value => $"{value.Name} = {value.Number}"));

    [Theory, MemberData(nameof(Names))]
    public void The_calls_are_those_agreed(string file) => Agree(
        $"{file}.calls",
        Files[file].Services.SelectMany(service => service.Methods).Select(Call));

    [Theory, MemberData(nameof(Names))]
    public void Agreed_bytes_are_read_as_the_message_they_were_made_from(string file)
    {
        Dictionary<string, string> agreed = File.ReadAllLines(Path.Combine(Folder, $"{file}.hex"))
            .Select(line => line.Split(": ")).ToDictionary(parts => parts[0], parts => parts[1]);
        foreach ((string name, IMessage message) in Files[file].MessageTypes.SelectMany(SampleMessages.Of))
        {
            Assert.Equal(message, message.Descriptor.Parser.ParseFrom(Convert.FromHexString(agreed[name])));
        }
    }

    [Fact]
    public void No_proto_file_is_missing_from_the_list_above() => Assert.Equal(
        Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "proto", "smartlocker", "v1"))
            .Select(Path.GetFileNameWithoutExtension).Order(),
        Files.Keys.Order());

    private static string Call(MethodDescriptor method) =>
        $"/{method.Service.FullName}/{method.Name}"
        + $" {(method.IsClientStreaming ? "stream " : "")}{method.InputType.Name}"
        + $" -> {(method.IsServerStreaming ? "stream " : "")}{method.OutputType.Name}";

    private static void Agree(string name, IEnumerable<string> lines)
    {
        string path = Path.Combine(Folder, name);
        string[] found = [.. lines];
        if (Environment.GetEnvironmentVariable("SMARTLOCKER_WRITE_GOLDEN") == "1")
        {
            if (found.Length > 0) { File.WriteAllLines(path, found); }
            else { File.Delete(path); }
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllLines(path) : [], found);
    }
}
