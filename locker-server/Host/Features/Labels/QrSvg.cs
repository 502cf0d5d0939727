using System.Collections.Immutable;
using System.Globalization;
using QRCoder;
using SmartLocker.Server.Core.Labels;

namespace SmartLocker.Server.Features.Labels;

/// <summary>Draws a text as a QR code with its quiet zone, for a screen.</summary>
internal static class QrSvg
{
    public static string Render(string text)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        ImmutableArray<bool>[] modules = [.. data.ModuleMatrix.Select(row => row.Cast<bool>().ToImmutableArray())];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="70mm" height="70mm" role="img"
             viewBox="0 0 {modules.Length} {modules.Length}">
            <rect width="{modules.Length}" height="{modules.Length}" fill="#fff"/>
            <path fill="#000" shape-rendering="crispEdges" d="{ModulePath.Of(modules, 0, 0, 1, 1)}"/></svg>
            """);
    }
}
