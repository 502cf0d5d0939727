using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SmartLocker.TestKit;

/// <summary>Reads bar codes with zbarimg, a decoder that knows nothing of our encoder.</summary>
public static class BarcodeReader
{
    public static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "zbarimg")));

    /// <summary>Reads every code in a picture.</summary>
    /// <param name="dark">By row, then column; true is black.</param>
    public static IReadOnlyList<string> Read(bool[][] dark)
    {
        string file = Path.Combine(Path.GetTempPath(), $"barcode-{Guid.NewGuid():N}.pgm");
        File.WriteAllBytes(file, Pgm(dark));
        try
        {
            ProcessStartInfo start = new("zbarimg", ["--quiet", "--raw", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process zbar = Process.Start(start)!;
            string read = zbar.StandardOutput.ReadToEnd();
            zbar.WaitForExit();
            return read.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Pgm(bool[][] dark)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"P5\n{dark[0].Length} {dark.Length}\n255\n");
        return [.. Encoding.ASCII.GetBytes(header), .. dark.SelectMany(row => row).Select(black => black ? (byte)0 : (byte)255)];
    }
}
