using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace SmartLocker.Grpc.Tests.Support;

/// <summary>A program in another language, written against a gRPC runtime that nobody here wrote.</summary>
internal static class Peer
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "../../../interop");

    public static ProcessStartInfo Node(string script, params string[] arguments)
    {
        Assert.SkipUnless(IsOnPath("node"), "node is missing (apt-get install nodejs)");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules/@grpc/grpc-js")),
            "grpc-js is missing (npm ci in tests/Grpc.Tests/interop)");
        return Program("node", script, arguments);
    }

    public static ProcessStartInfo Python(string script, params string[] arguments)
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(
            File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/grpc"),
            "python3-grpcio is missing (apt-get install python3-grpcio)");
        return Program(Python, script, arguments);
    }

    /// <summary>The certificates as files, for a peer; the caller deletes the folder.</summary>
    public static DirectoryInfo WriteCertificates()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("grpc-interop-");
        Write("ca.pem", TestCertificates.Authority.ExportCertificatePem());
        WritePair("client", TestCertificates.Client);
        WritePair("server", TestCertificates.Server);
        return folder;

        void WritePair(string name, X509Certificate2 certificate)
        {
            Write($"{name}.pem", certificate.ExportCertificatePem());
            Write($"{name}.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        }

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text + "\n");
    }

    private static ProcessStartInfo Program(string program, string script, string[] arguments) =>
        new(program, [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
