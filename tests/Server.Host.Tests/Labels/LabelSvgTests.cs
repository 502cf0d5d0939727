using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmartLocker.Server.Core.Labels;
using SmartLocker.Server.Features.Labels;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Labels;

/// <summary>A label is read as it is drawn: its own rectangles, made into pixels, by a foreign decoder.</summary>
public sealed partial class LabelSvgTests
{
    private const int PixelsPerMillimetre = 10;

    private static readonly PacketLabel Plain = Label("123456789012", "大崗區公所", "衛生局");

    [Fact]
    public void Both_codes_say_the_packet_number_and_nothing_else()
    {
        if (!BarcodeReader.IsInstalled)
        {
            Assert.Skip("zbarimg (Debian package zbar-tools) is not installed.");
        }

        IReadOnlyList<string> read = BarcodeReader.Read(Pixels(LabelSvg.Render(Plain)));

        Assert.Equal([Plain.Packet.Value, Plain.Packet.Value], read);
    }

    [Fact]
    public void The_texts_are_receiver_sender_count_date_and_number() => Assert.Equal(
        [
            "受文機關　387040000J", "衛生局", "發文機關　387050000C", "大崗區公所",
            "封入文件 3 件　封裝日期 民國115年11月21日", Plain.Packet.Value,
        ],
        Texts(LabelSvg.Render(Plain)));

    /// <summary>Anything that differed between two labels beside the numbers and names could tell what is inside.</summary>
    [Fact]
    public void Every_label_is_black_on_white_in_the_same_places()
    {
        string one = LabelSvg.Render(Plain);
        string other = LabelSvg.Render(Label("987654321098", "大崗區公所", "警察局"));

        Assert.Equal(["#fff", "#000"], Attributes(one, "fill"));
        Assert.Equal(Attributes(one, "fill"), Attributes(other, "fill"));
        Assert.Equal([.. Attributes(one, "x"), .. Attributes(one, "y")], [.. Attributes(other, "x"), .. Attributes(other, "y")]);
        Assert.Empty(Attributes(one, "style").Concat(Attributes(one, "stroke")).Concat(Attributes(one, "class")));
    }

    /// <summary>The type is the guard: what is not in it cannot be printed.</summary>
    [Fact]
    public void A_label_has_no_place_for_secrecy_urgency_or_subject() => Assert.Equal(
        ["Packet", "Sender", "Receiver", "Documents", "SealedOn"],
        typeof(PacketLabel).GetProperties().Select(property => property.Name));

    [Fact]
    public void A_long_name_is_printed_whole()
    {
        const string Name = "桃園市政府交通局停車管理工程科大崗山區公共停車場營運中心";
        XElement[] texts = [.. XElement.Parse(LabelSvg.Render(Label("123456789012", "甲", Name))).Descendants().Where(IsText)];

        Assert.Equal(Name, texts[1].Value + texts[2].Value);
        Assert.All(texts[1..3], line => Assert.True(line.Value.Length * Size(line) <= 62, line.Value));
    }

    [Theory]
    [InlineData("A&B <局> \"甲\" 'x'")]
    [InlineData("有控制字元\u0001\u000B的名\uFFFE稱")]
    [InlineData("𠮷野𡈽")]
    [InlineData("")]
    public void Any_name_makes_a_well_formed_drawing(string name) =>
        Assert.NotNull(XElement.Parse(LabelSvg.Render(Label("123456789012", name, name))));

    private static PacketLabel Label(string digits, string sender, string receiver) => new(
        PacketId.FromDigits(digits),
        new LabelParty(sender, AgencyCode.Parse("387050000C")),
        new LabelParty(receiver, AgencyCode.Parse("387040000J")),
        Documents: 3,
        new DateOnly(2026, 11, 21));

    private static bool IsText(XElement element) => element.Name.LocalName == "text";

    private static decimal Size(XElement text) => decimal.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(string svg) =>
        XElement.Parse(svg).Descendants().Where(IsText).Select(element => element.Value.Trim());

    private static IEnumerable<string> Attributes(string svg, string name) =>
        XElement.Parse(svg).DescendantsAndSelf().Select(element => element.Attribute(name)?.Value).OfType<string>();

    private static bool[][] Pixels(string svg)
    {
        bool[][] pixels = [.. Enumerable.Range(0, 62 * PixelsPerMillimetre).Select(_ => new bool[100 * PixelsPerMillimetre])];
        foreach (Match rectangle in Rectangle().Matches(svg))
        {
            int[] sides = [.. rectangle.Groups.Values.Skip(1).Select(side =>
                (int)(decimal.Parse(side.Value, CultureInfo.InvariantCulture) * PixelsPerMillimetre))];
            for (int y = sides[1]; y < sides[1] + sides[3]; y++)
            {
                Array.Fill(pixels[y], true, sides[0], sides[2]);
            }
        }

        return pixels;
    }

    [GeneratedRegex(@"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z")]
    private static partial Regex Rectangle();
}
