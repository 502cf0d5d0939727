using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Question = Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Grpc.Reflection;

/// <summary>Answers one question. What cannot be answered is an error in the answer; the conversation goes on.</summary>
internal static class ReflectionAnswers
{
    public static ServerReflectionResponse To(ServerReflectionRequest request, DescriptorCatalog catalog)
    {
        ServerReflectionResponse answer = new() { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case Question.FileByFilename:
                Files(answer, catalog.File(request.FileByFilename), $"file '{request.FileByFilename}'");
                break;
            case Question.FileContainingSymbol:
                Files(answer, catalog.FileOfSymbol(request.FileContainingSymbol), $"symbol '{request.FileContainingSymbol}'");
                break;
            case Question.FileContainingExtension:
                ExtensionRequest wanted = request.FileContainingExtension;
                Files(answer, catalog.FileOfExtension(wanted.ContainingType, wanted.ExtensionNumber),
                    $"extension {wanted.ExtensionNumber} of '{wanted.ContainingType}'");
                break;
            case Question.AllExtensionNumbersOfType:
                Numbers(answer, request.AllExtensionNumbersOfType, catalog);
                break;
            case Question.ListServices:
                answer.ListServicesResponse = new ListServiceResponse();
                answer.ListServicesResponse.Service.AddRange(
                    catalog.Services.Select(name => new ServiceResponse { Name = name }));
                break;
            default:
                Error(answer, StatusCode.InvalidArgument, "The request asks nothing this server knows of.");
                break;
        }

        return answer;
    }

    private static void Files(ServerReflectionResponse answer, FileDescriptor? file, string what)
    {
        if (file is null)
        {
            Error(answer, StatusCode.NotFound, $"No {what} here.");
            return;
        }

        answer.FileDescriptorResponse = new FileDescriptorResponse();
        answer.FileDescriptorResponse.FileDescriptorProto.AddRange(
            DescriptorCatalog.WithImports(file).Select(one => one.SerializedData));
    }

    private static void Numbers(ServerReflectionResponse answer, string type, DescriptorCatalog catalog)
    {
        if (catalog.ExtensionNumbers(type) is not { } numbers)
        {
            Error(answer, StatusCode.NotFound, $"No message '{type}' here.");
            return;
        }

        answer.AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type };
        answer.AllExtensionNumbersResponse.ExtensionNumber.AddRange(numbers);
    }

    private static void Error(ServerReflectionResponse answer, StatusCode code, string message) =>
        answer.ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message };
}
