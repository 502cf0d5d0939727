using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Rpc.Peers;

/// <summary>Who may call what (CL-04). What is not in the table may be called by nobody.</summary>
internal static class Admission
{
    private const string Enrolment = "smartlocker.v1.Enrolment";

    public static bool NeedsNoCertificate(string service, string method) => (service, method) switch
    {
        ("grpc.health.v1.Health", _) => true,
        ("grpc.reflection.v1.ServerReflection" or "grpc.reflection.v1alpha.ServerReflection", _) => true,
        (Enrolment, "Enrol") => true,
        _ => false,
    };

    public static bool Allows(PeerIdentity peer, string service, string method) => (peer, service, method) switch
    {
        _ when NeedsNoCertificate(service, method) => true,
        (_, Enrolment, "Renew") => true,
        (PeerIdentity.Cabinet, "smartlocker.v1.CabinetLink", _) => true,
        (PeerIdentity.DocumentSystem, "smartlocker.v1.DocumentExchange", _) => true,
        _ => false,
    };
}
