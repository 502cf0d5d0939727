using System.Globalization;
using System.Text;
using SmartLocker.Server.Core.Intake;
using SmartLocker.Server.Features.Demo;
using SmartLocker.Server.Features.Demo.City;
using SmartLocker.Server.Features.Demo.Exchange;

namespace SmartLocker.Benchmarks.Scanning;

/// <summary>Sealed packets through the pages a clerk has: a document each, so that none is packed with another.</summary>
internal sealed class PacketMaker(DemoCity city, ExchangeTools tools)
{
    private const string SampleNumber = "0001201";

    private static readonly string Sample = ReadSample();

    private int _number = 5_000_000;

    public static DemoAgency Sender(DemoCity city) => city.Of(AgencyCode.Parse("395020000C"));

    public static DemoAgency Receiver(DemoCity city) => city.Of(AgencyCode.Parse("395010000A"));

    public async Task<Shipment> Make()
    {
        string number = (++_number).ToString("D7", CultureInfo.InvariantCulture);
        string letter = Sample.Replace(SampleNumber, number, StringComparison.Ordinal);
        DropFile file = new($"{number}.di", Encoding.UTF8.GetBytes(letter));
        DemoAgency sender = Sender(city);
        IReadOnlyList<UploadLine> taken = await DropUpload.Send(await tools.BrowserOf(sender.Clerk), [file], number);
        PacketId packet = PacketId.Parse(taken.Single().Packets.Single());
        return await Sealing.Seal(packet, sender, city, tools);
    }

    /// <summary>From then on the receiver's courier is shown it at once.</summary>
    public Task UntilNotified(Shipment shipment) => tools.UntilHappened(shipment, "Notified");

    private static string ReadSample()
    {
        using Stream stream = typeof(DemoVerb).Assembly.GetManifestResourceStream("demo/ordinary.di")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd()
            .Replace("青嵐市東湖區公所", "青嵐市政府秘書處", StringComparison.Ordinal)
            .Replace("395610000G", "395010000A", StringComparison.Ordinal);
    }
}
