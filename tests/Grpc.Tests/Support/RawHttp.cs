using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Wire;
using SmartLocker.Grpc.Tests.Protos;

namespace SmartLocker.Grpc.Tests.Support;

/// <summary>What a server answered, without a gRPC client in between.</summary>
internal sealed record RawAnswer(
    HttpStatusCode Http, string? Status, string? Message, HttpResponseHeaders Headers, byte[] Body);

/// <summary>Requests made by hand, right or wrong.</summary>
internal static class RawHttp
{
    public static byte[] Frame(EchoRequest message, byte flag = 0)
    {
        byte[] bytes = message.ToByteArray();
        return [flag, 0, 0, (byte)(bytes.Length >> 8), (byte)(bytes.Length & 0xFF), .. bytes];
    }

    public static async Task<RawAnswer> PostAsync(
        this HttpClient http, string path, byte[] body, string contentType = Protocol.ContentType,
        params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path)
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new RawAnswer(
            response.StatusCode, Find(response, Protocol.Status), Find(response, Protocol.Message), response.Headers, answer);
    }

    private static string? Find(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? early) ? early.Single()
        : response.TrailingHeaders.TryGetValues(name, out IEnumerable<string>? late) ? late.Single()
        : null;
}
