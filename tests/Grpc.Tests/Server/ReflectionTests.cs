using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using SmartLocker.Grpc.Tests.Support;

namespace SmartLocker.Grpc.Tests.Server;

/// <summary>
/// Server reflection as a tool uses it: every question has an answer, wrong ones an error, and the talk goes on.
/// </summary>
public sealed class ReflectionTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private EchoServer _server = null!;
    private AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> _talk = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await EchoServer.StartAsync();
        _talk = new ServerReflection.ServerReflectionClient(_server.Channel())
            .ServerReflectionInfo(cancellationToken: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _talk.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task All_mapped_services_are_listed_by_their_full_names()
    {
        ServerReflectionResponse answer = await AskAsync(new ServerReflectionRequest { Host = "here", ListServices = "" });
        Assert.Equal("here", answer.ValidHost);
        Assert.Equal(
            [
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
                "smartlocker.test.v1.Echo",
            ],
            answer.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("smartlocker.test.v1.Echo")]
    [InlineData("smartlocker.test.v1.Echo.Chat")]
    [InlineData("smartlocker.test.v1.EchoRequest")]
    [InlineData("smartlocker.test.v1.EchoReply.at")]
    public async Task A_symbol_brings_its_file_and_all_that_imports_need(string symbol)
    {
        FileDescriptorProto[] files = Files(await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol }));
        Assert.Equal("echo.proto", files[0].Name);
        Assert.Equal(
            ["echo.proto", "google/protobuf/descriptor.proto", "google/protobuf/timestamp.proto", "notes.proto"],
            files.Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.SERVING", "grpc/health/v1/health.proto")]
    [InlineData("smartlocker.test.v1.note", "notes.proto")]
    [InlineData("google.protobuf.Timestamp", "google/protobuf/timestamp.proto")]
    public async Task Enums_values_extensions_and_imported_messages_are_symbols_too(string symbol, string file) =>
        Assert.Equal(file, Files(await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol }))[0].Name);

    [Fact]
    public async Task Extensions_are_found_by_number_and_counted()
    {
        ExtensionRequest note = new() { ContainingType = "google.protobuf.MethodOptions", ExtensionNumber = 60001 };
        Assert.Equal(
            "notes.proto", Files(await AskAsync(new ServerReflectionRequest { FileContainingExtension = note }))[0].Name);

        ExtensionNumberResponse numbers = (await AskAsync(
            new ServerReflectionRequest { AllExtensionNumbersOfType = note.ContainingType })).AllExtensionNumbersResponse;
        Assert.Equal((note.ContainingType, 60001), (numbers.BaseTypeName, numbers.ExtensionNumber.Single()));

        Assert.Empty(
            (await AskAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "smartlocker.test.v1.EchoRequest" }))
            .AllExtensionNumbersResponse.ExtensionNumber);
    }

    [Fact]
    public async Task What_is_not_there_is_an_error_in_the_answer_and_the_talk_goes_on()
    {
        ServerReflectionRequest[] questions =
        [
            new() { FileByFilename = "nobody.proto" },
            new() { FileContainingSymbol = "nobody.Knows" },
            new() { FileContainingExtension = new() { ContainingType = "google.protobuf.MethodOptions", ExtensionNumber = 7 } },
            new() { AllExtensionNumbersOfType = "nobody.Knows" },
            new() { AllExtensionNumbersOfType = "smartlocker.test.v1.Echo" },
        ];
        foreach (ServerReflectionRequest question in questions)
        {
            ServerReflectionResponse answer = await AskAsync(question);
            Assert.Equal(question, answer.OriginalRequest);
            Assert.Equal((int)StatusCode.NotFound, answer.ErrorResponse?.ErrorCode);
        }

        Assert.Equal(
            (int)StatusCode.InvalidArgument, (await AskAsync(new ServerReflectionRequest())).ErrorResponse.ErrorCode);
    }

    private static FileDescriptorProto[] Files(ServerReflectionResponse answer) =>
        [.. answer.FileDescriptorResponse.FileDescriptorProto.Select(file => FileDescriptorProto.Parser.ParseFrom(file))];

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest question)
    {
        await _talk.RequestStream.WriteAsync(question, Cancellation);
        Assert.True(await _talk.ResponseStream.MoveNext(Cancellation));
        return _talk.ResponseStream.Current;
    }
}
