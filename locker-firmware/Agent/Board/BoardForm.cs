using System.Text.Json;

namespace SmartLocker.Firmware.Agent.Board;

/// <summary>What was posted, as a form by a page or as flat JSON by a program.</summary>
internal sealed class BoardForm(IReadOnlyDictionary<string, string> values)
{
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <returns>Empty for what is neither.</returns>
    public static async Task<BoardForm> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return new BoardForm(form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        }

        try
        {
            using JsonDocument document = await JsonDocument
                .ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? new BoardForm(document.RootElement.EnumerateObject()
                    .DistinctBy(property => property.Name).ToDictionary(property => property.Name, Text))
                : new BoardForm(new Dictionary<string, string>());
        }
        catch (JsonException)
        {
            return new BoardForm(new Dictionary<string, string>());
        }
    }

    private static string Text(JsonProperty property) =>
        property.Value.ValueKind is JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
}
