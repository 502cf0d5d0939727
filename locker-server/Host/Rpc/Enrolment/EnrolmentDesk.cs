using System.Collections.Immutable;
using System.Security.Cryptography;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Fleet;
using SmartLocker.Server.Features.Fleet;
using SmartLocker.Server.Storage;

namespace SmartLocker.Server.Rpc.Enrolment;

/// <summary>Gives machines their certificates: the first for a one-time code, each next one for the one before.</summary>
internal sealed partial class EnrolmentDesk(
    ILedger ledger, CertificateAuthority authority, TimeProvider time, ILogger<EnrolmentDesk> log)
    : IDisposable
{
    /// <summary>CL-70.</summary>
    public static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(15);

    public const int SerialNumberLengthMax = 64;

    private const string CodeKind = "enrolment";

    private readonly SemaphoreSlim _peppers = new(1, 1);

    /// <summary>A code for one machine; shown once, kept as its hash.</summary>
    /// <returns>Nothing for a machine that is denied: it is allowed again first.</returns>
    public async Task<string?> MakeCode(PeerIdentity identity, string serialNumber)
    {
        string serial = serialNumber.Trim();
        if (serial.Length is 0 or > SerialNumberLengthMax)
        {
            throw new ArgumentException($"Expected 1 to {SerialNumberLengthMax} characters.", nameof(serialNumber));
        }

        MachineStanding standing = await Standing(identity);
        if (standing.Denial is not null) { return null; }

        string code = EnrolmentCode.Draw();
        EnrolmentCode kept = new(identity.ToString(), serial, time.GetUtcNow() + CodeLives, standing.Generation);
        await ledger.Vault.KeepSecret(CodeKind, EnrolmentCode.KeyOf(code), kept.ToBytes());
        return code;
    }

    public async Task<EnrolOutcome> Enrol(string code, string serialNumber, byte[] request)
    {
        // First what costs the code nothing: a machine that sends rubbish may try again.
        if (!MachineRequest.TryParse(request, out MachineRequest? wanted, out string? problem))
        {
            return new EnrolOutcome.BadRequest(problem);
        }

        // Taken away before it is judged: whatever comes of it, it serves once.
        byte[]? taken = await ledger.Vault.TakeSecret(CodeKind, EnrolmentCode.KeyOf(code));
        DateTimeOffset now = time.GetUtcNow();
        if (taken is null
            || !EnrolmentCode.FromBytes(taken).Serves(serialNumber, now, out Peer peer)
            || !(await Standing(peer.Identity)).Believes(peer.Generation))
        {
            RefusedCode(log);
            return new EnrolOutcome.Refused();
        }

        ImmutableArray<byte> pepper = peer.Identity is PeerIdentity.Cabinet { Id: var cabinet } ? await Pepper(cabinet) : [];
        EnrolledMachine(log, peer.Identity);
        return new EnrolOutcome.Enrolled(peer.Identity, authority.IssueMachine(peer, wanted, now), pepper);
    }

    /// <summary>The next certificate is of the same generation: a denial ends the whole line.</summary>
    public async Task<EnrolOutcome> Renew(Peer peer, byte[] request)
    {
        if (!MachineRequest.TryParse(request, out MachineRequest? wanted, out string? problem))
        {
            return new EnrolOutcome.BadRequest(problem);
        }

        if (!(await Standing(peer.Identity)).Believes(peer.Generation)) { return new EnrolOutcome.Refused(); }

        RenewedMachine(log, peer.Identity);
        return new EnrolOutcome.Enrolled(peer.Identity, authority.IssueMachine(peer, wanted, time.GetUtcNow()), []);
    }

    /// <summary>As the ledger says at this moment. Document systems are not denied one by one.</summary>
    private async Task<MachineStanding> Standing(PeerIdentity identity) =>
        identity is PeerIdentity.Cabinet { Id: var id } && await ledger.FindCabinet(id) is { State: var cabinet }
            ? cabinet.Machine
            : MachineStanding.Good;

    /// <summary>Drawn at the first enrolment and the same for ever: verifiers at the cabinet hang on it.</summary>
    private async Task<ImmutableArray<byte>> Pepper(CabinetId cabinet)
    {
        await _peppers.WaitAsync();
        try
        {
            byte[]? known = await ledger.Vault.FindSecret(CabinetRegistry.PepperKind, cabinet.Value);
            if (known is null)
            {
                known = RandomNumberGenerator.GetBytes(CabinetRegistry.PepperBytes);
                await ledger.Vault.KeepSecret(CabinetRegistry.PepperKind, cabinet.Value, known);
            }

            return [.. known];
        }
        finally
        {
            _peppers.Release();
        }
    }

    public void Dispose() => _peppers.Dispose();

    [LoggerMessage(LogLevel.Warning, "An enrolment code was refused")]
    private static partial void RefusedCode(ILogger log);

    [LoggerMessage(LogLevel.Information, "{Identity} is enrolled")]
    private static partial void EnrolledMachine(ILogger log, PeerIdentity identity);

    [LoggerMessage(LogLevel.Information, "{Identity} has a new certificate")]
    private static partial void RenewedMachine(ILogger log, PeerIdentity identity);
}
