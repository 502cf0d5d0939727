using System.Text;

namespace SmartLocker.Server.Host.Tests.Intake;

/// <summary>The invented drops under samples/, which are copied beside the tests.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Intake", "samples");

    public static string Letter { get; } = Text("letter.di");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));
}
