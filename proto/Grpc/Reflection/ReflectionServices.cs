using Google.Protobuf;
using Grpc.Core;

namespace Grpc.Reflection;

/// <summary>Server reflection, version 1.</summary>
internal sealed class ReflectionV1(DescriptorCatalog catalog) : V1.ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<V1.ServerReflectionRequest> requestStream,
        IServerStreamWriter<V1.ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await responseStream.WriteAsync(ReflectionAnswers.To(requestStream.Current, catalog));
        }
    }
}

/// <summary>
/// The same under the older name, which many tools still ask first; the bytes are equal, so they are passed on.
/// </summary>
internal sealed class ReflectionV1Alpha(DescriptorCatalog catalog) : V1Alpha.ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<V1Alpha.ServerReflectionRequest> requestStream,
        IServerStreamWriter<V1Alpha.ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            V1.ServerReflectionRequest request =
                V1.ServerReflectionRequest.Parser.ParseFrom(requestStream.Current.ToByteString());
            V1.ServerReflectionResponse response = ReflectionAnswers.To(request, catalog);
            await responseStream.WriteAsync(V1Alpha.ServerReflectionResponse.Parser.ParseFrom(response.ToByteString()));
        }
    }
}
