using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using SmartLocker.Contracts.V1;
using SmartLocker.Firmware.Agent.Configuration;
using SmartLocker.Firmware.Agent.Link;
using SmartLocker.Firmware.Core.Cabinet;
using Rpc = SmartLocker.Contracts.V1.Enrolment;

namespace SmartLocker.Firmware.Agent.Enrolment;

/// <summary>This cabinet's way to its server, with the newest certificate it has.</summary>
public sealed partial class ServerAccess : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>People wait at the screen meanwhile.</summary>
    private static readonly TimeSpan AgainWithin = TimeSpan.FromSeconds(10);

    private readonly DataFolder _folder;
    private readonly ServerOptions _server;
    private readonly X509Certificate2Collection _roots;
    private readonly ILogger<ServerAccess> _log;
    private GrpcChannel _channel;

    private ServerAccess(DataFolder folder, ServerOptions server, X509Certificate2Collection roots,
        CabinetIdentity identity, ILogger<ServerAccess> log)
    {
        (_folder, _server, _roots, Identity, _log) = (folder, server, roots, identity, log);
        _channel = ServerChannel.To(server.Address, roots, identity.ForHandshake());
    }

    public CabinetIdentity Identity { get; private set; }

    /// <summary>
    /// Takes the identity that is kept, or enrols for one; a server that is away is tried again until told to
    /// stop.
    /// </summary>
    /// <exception cref="NotEnrolledException">No identity and no way to one: another start changes nothing.</exception>
    public static async Task<ServerAccess> OpenAsync(
        DataFolder folder, ServerOptions server, TimeProvider time, ILogger<ServerAccess> log, CancellationToken cancellation)
    {
        X509Certificate2Collection roots = [];
        roots.ImportFromPemFile(server.CaFile);
        if (CabinetIdentity.Load(folder) is { } held)
        {
            // A cabinet that was denied comes back by a new code alone, long before its certificate ends (CL-74).
            bool again = server is { EnrolmentCode: { } typed, Serial: not null }
                && (time.GetUtcNow() >= held.EndsAt() || !CodeInUse.Is(folder, typed));
            CabinetIdentity usable = again ? await AgainAsync(folder, server, roots, held, time, log, cancellation) : held;
            return new ServerAccess(folder, server, roots, usable, log);
        }

        if (server is not { EnrolmentCode: { } code, Serial: { } serial })
        {
            throw new NotEnrolledException("This cabinet has no certificate: start it once with --enrol and --serial.");
        }

        using GrpcChannel channel = ServerChannel.To(server.Address, roots, own: null);
        Backoff backoff = new();
        while (true)
        {
            try
            {
                CabinetIdentity identity = await EnrolAsync(folder, channel, code, serial, cancellation);
                return new ServerAccess(folder, server, roots, identity, log);
            }
            catch (RpcException away) when (away.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
            {
                LogServerAway(log, away.Status.Detail);
                await Task.Delay(backoff.Next(TimeSpan.Zero), time, cancellation);
            }
            catch (Exception refused) when (refused is RpcException or FormatException)
            {
                throw new NotEnrolledException($"Enrolment was refused: {refused.Message}");
            }
        }
    }

    public CabinetLink.CabinetLinkClient Link() => new(_channel);

    /// <summary>Renews in time; the stream on the old certificate ends and resumes on the new one.</summary>
    /// <remarks>An expired certificate is no end: the cabinet is told, and serves people as without a network.</remarks>
    /// <param name="cabinet">Hears at each look whether the certificate still holds.</param>
    public async Task RenewForeverAsync(TimeProvider time, ChannelWriter<CabinetInput> cabinet, CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(LookEvery, time);
        do
        {
            DateTimeOffset endsAt = Identity.EndsAt();
            bool holds = time.GetUtcNow() < endsAt;
            await cabinet.WriteAsync(new CabinetInput.CertificateHealth(holds, $"ended at {endsAt:O}"), cancellation);
            if (!holds)
            {
                LogExpired(_log, endsAt);
            }
            else if (time.GetUtcNow() >= Identity.RenewAfter)
            {
                await RenewAsync(cancellation);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    public void Dispose() => _channel.Dispose();

    /// <summary>One bounded attempt: a cabinet that has served people before does so without a server, too.</summary>
    private static async Task<CabinetIdentity> AgainAsync(
        DataFolder folder, ServerOptions server, X509Certificate2Collection roots, CabinetIdentity held,
        TimeProvider time, ILogger<ServerAccess> log, CancellationToken cancellation)
    {
        using GrpcChannel channel = ServerChannel.To(server.Address, roots, own: null);
        using CancellationTokenSource longEnough = new(AgainWithin, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(longEnough.Token, cancellation);
        try
        {
            return await EnrolAsync(folder, channel, server.EnrolmentCode!, server.Serial!, either.Token);
        }
        catch (Exception failed) when (failed is RpcException or FormatException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            LogNotRenewed(log, failed.Message);
            return held;
        }
    }

    /// <summary>A new identity is kept with the code it came by, or the next start would take that code for a new one.</summary>
    private static async Task<CabinetIdentity> EnrolAsync(
        DataFolder folder, GrpcChannel channel, string code, string serial, CancellationToken cancellation)
    {
        CabinetIdentity identity = await Enroller.EnrolAsync(new Rpc.EnrolmentClient(channel), code, serial, cancellation);
        identity.Keep(folder);
        CodeInUse.Keep(folder, code);
        return identity;
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        try
        {
            Identity = await Enroller.RenewAsync(new Rpc.EnrolmentClient(_channel), Identity, cancellation);
            Identity.Keep(_folder);
            using GrpcChannel old = Interlocked.Exchange(
                ref _channel, ServerChannel.To(_server.Address, _roots, Identity.ForHandshake()));
            LogRenewed(_log, Identity.RenewAfter);
        }
        catch (Exception failed) when (failed is RpcException or FormatException or IOException)
        {
            LogNotRenewed(_log, failed.Message); // Half of its life is left for further attempts.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Enrolment waits for the server: {Reason}")]
    private static partial void LogServerAway(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Certificate renewed; the next renewal is after {RenewAfter}.")]
    private static partial void LogRenewed(ILogger log, DateTimeOffset renewAfter);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "CertificateExpired: ended at {EndsAt}; enrol this cabinet again. It goes on without the server.")]
    private static partial void LogExpired(ILogger log, DateTimeOffset endsAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Certificate not renewed: {Reason}")]
    private static partial void LogNotRenewed(ILogger log, string reason);
}
