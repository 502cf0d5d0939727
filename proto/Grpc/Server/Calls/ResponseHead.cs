using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Grpc.Server.Calls;

/// <summary>Headers before the first message, and the status after the last.</summary>
internal static class ResponseHead
{
    public static void Prepare(HttpResponse response)
    {
        response.ContentType = Protocol.ContentType;
        response.Headers[Protocol.AcceptEncoding] = Protocol.Readable;
    }

    public static void Write(IHeaderDictionary headers, Metadata metadata)
    {
        foreach (Metadata.Entry entry in metadata)
        {
            if (!MetadataText.IsReserved(entry.Key))
            {
                // Not Append, which loses an empty value.
                string value = MetadataText.Encode(entry);
                headers[entry.Key] =
                    headers.TryGetValue(entry.Key, out StringValues before) ? new([.. before, value]) : new(value);
            }
        }
    }

    /// <summary>In the trailers, or when nothing was written yet in the headers, which is then all of the answer.</summary>
    public static void WriteStatus(HttpResponse response, Status status, Metadata? trailers, bool afterMessages = false)
    {
        IHeaderDictionary destination = afterMessages || response.HasStarted
            ? response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : response.Headers;
        try
        {
            Write(destination, trailers ?? Metadata.Empty);
        }
        catch (RpcException unsendable)
        {
            status = unsendable.Status;
        }

        destination[Protocol.Status] = StatusText.Code(status.StatusCode);
        if (status.Detail.Length > 0)
        {
            destination[Protocol.Message] = new StringValues(StatusText.Encode(status.Detail));
        }
    }
}
