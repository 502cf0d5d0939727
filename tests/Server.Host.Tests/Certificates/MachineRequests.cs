using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Host.Tests.Certificates;

/// <summary>What a machine asks a certificate with.</summary>
internal static class MachineRequests
{
    public static MachineRequest Of(ECDsa key)
    {
        byte[] der = new CertificateRequest("CN=ignored", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        Assert.True(MachineRequest.TryParse(der, out MachineRequest? request, out _));
        return request;
    }
}
