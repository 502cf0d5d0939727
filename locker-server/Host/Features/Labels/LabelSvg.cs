using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using QRCoder;
using SmartLocker.Server.Core.Labels;

namespace SmartLocker.Server.Features.Labels;

/// <summary>Draws a packet's label: 100 × 62 mm, black on white, the packet number as Code 128, as QR and in letters.</summary>
/// <remarks>
/// Both codes say the same number, so either kind of scanner reads the label, and a person can type it. Every label has the
/// same places and the same one colour: neither may tell what is inside.
/// </remarks>
public static class LabelSvg
{
    private const decimal QrLeft = 68;
    private const decimal QrTop = 2;
    private const decimal QrModule = 1;
    private const decimal BarModule = 0.4m;
    private const decimal BarTop = 41;
    private const decimal BarHeight = 13;
    private const decimal Middle = 50;

    public static string Render(PacketLabel label)
    {
        ImmutableArray<bool> bars = Code128.Modules(label.Packet.Value);
        string date = string.Create(
            CultureInfo.InvariantCulture,
            $"民國{label.SealedOn.Year - RepublicYear}年{label.SealedOn.Month}月{label.SealedOn.Day}日");
        StringBuilder svg = new();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100mm\" height=\"62mm\" viewBox=\"0 0 100 62\"")
            .Append(CultureInfo.InvariantCulture, $" role=\"img\" aria-label=\"{label.Packet.Value}\">")
            .Append("<rect width=\"100\" height=\"62\" fill=\"#fff\"/>")
            .Append("<g fill=\"#000\" font-family=\"'Noto Sans CJK TC',sans-serif\">")
            .Append(Party("受文機關", label.Receiver, top: 6))
            .Append(Party("發文機關", label.Sender, top: 21))
            .Append(Text(4, 37, 3.2m, $"封入文件 {label.Documents} 件　封裝日期 {date}"))
            .Append(Path(ModulePath.Of(Qr(label.Packet), QrLeft, QrTop, QrModule, QrModule)))
            .Append(Path(ModulePath.Of([bars], Middle - (bars.Length * BarModule / 2), BarTop, BarModule, BarHeight)))
            .Append(Text(Middle, 59, 4.2m, label.Packet.Value, "text-anchor=\"middle\" letter-spacing=\"0.6\""))
            .Append("</g></svg>");
        return svg.ToString();
    }

    /// <summary>The first year of the Republic calendar is 1912.</summary>
    private const int RepublicYear = 1911;

    /// <summary>A long name gets smaller letters in two lines; it is never cut, or two agencies could look alike.</summary>
    private static string Party(string title, LabelParty party, decimal top)
    {
        string[] name = [.. Printable(party.Name).EnumerateRunes().Select(rune => rune.ToString())];
        const int OneLine = 11;
        const decimal Room = 62;
        int perLine = name.Length <= OneLine ? OneLine : (name.Length + 1) / 2;
        decimal size = Math.Min(name.Length <= OneLine ? 5.4m : 4.4m, Room / perLine);
        StringBuilder text = new(Text(4, top, 2.6m, $"{title}　{party.Code?.Value}"));
        foreach ((int index, string[] line) in name.Chunk(perLine).Index())
        {
            text.Append(Text(4, top + 5.4m + (index * 4.8m), size, string.Concat(line)));
        }

        return text.ToString();
    }

    private static ImmutableArray<bool>[] Qr(PacketId packet)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(packet.Value, QRCodeGenerator.ECCLevel.M);
        return [.. data.ModuleMatrix.Select(row => row.Cast<bool>().ToImmutableArray())];
    }

    private static string Path(string data) => $"<path shape-rendering=\"crispEdges\" d=\"{data}\"/>";

    private static string Text(decimal x, decimal y, decimal size, string text, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size:0.##}\" {more}>{Escape(text)}</text>");

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>What XML cannot hold is left out; a name from a file may hold anything.</summary>
    private static string Printable(string name) => string.Concat(name.EnumerateRunes()
        .Where(rune => rune.IsBmp ? XmlConvert.IsXmlChar((char)rune.Value) && !char.IsControl((char)rune.Value) : true)
        .Select(rune => rune.ToString()));
}
