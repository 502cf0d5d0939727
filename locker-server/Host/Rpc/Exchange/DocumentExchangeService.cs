using System.Collections.Immutable;
using Grpc.Core;
using SmartLocker.Contracts.V1;
using SmartLocker.Server.Core.Access;
using SmartLocker.Server.Features.Intake;
using SmartLocker.Server.Features.Packets;
using SmartLocker.Server.Rpc.Peers;
using SmartLocker.Server.Storage;
using Packet = SmartLocker.Server.Core.Packets.Packet;
using PacketStage = SmartLocker.Server.Core.Packets.PacketStage;

namespace SmartLocker.Server.Rpc.Exchange;

/// <summary>For document systems: hand in documents, see and follow the packets of their own agency and of no other.</summary>
internal sealed class DocumentExchangeService(
    Submissions submissions, Timelines timelines, ILedger ledger, TimeProvider time, ILogger<DocumentExchangeService> log)
    : DocumentExchange.DocumentExchangeBase
{
    private const int KeyLengthMax = 100;
    private const int EventsMax = 500;

    /// <summary>A bell that was missed costs a follower this much time.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    public override Task<SubmitReply> Submit(SubmitRequest request, ServerCallContext context) =>
        RpcIncident.Guard(log, context, async () =>
        {
            AgencyCode agency = context.Agency();
            if (request.IdempotencyKey.Length is 0 or > KeyLengthMax)
            {
                throw RpcProblems.InvalidField(
                    "idempotency_key", $"expected 1 to {KeyLengthMax} characters, got {request.IdempotencyKey.Length}");
            }

            ImmutableArray<TakenIn> taken = await submissions.TakeIn(agency, request);
            return new SubmitReply { Outcomes = { taken.Select(ExchangeWire.Write) } };
        });

    public override Task<Contracts.V1.Packet> GetPacket(GetPacketRequest request, ServerCallContext context) =>
        RpcIncident.Guard(log, context, async () =>
        {
            AgencyCode agency = context.Agency();
            if (!PacketId.TryParse(request.PacketId, out PacketId id))
            {
                throw RpcProblems.InvalidField("packet_id", "expected a packet number");
            }

            // Another agency's packet is as unknown as one that never was.
            return await ledger.FindPacket(id) is { State: var packet } && Rights.MaySee(agency, packet)
                ? ExchangeWire.Write(packet, await timelines.Of(id))
                : throw RpcProblem.NotFound.ToException($"There is no packet {id} of {agency}.");
        });

    public override Task ListPackets(
        ListPacketsRequest request, IServerStreamWriter<Contracts.V1.Packet> responseStream, ServerCallContext context) =>
        RpcIncident.Guard(log, context, async () =>
        {
            AgencyCode agency = context.Agency();
            ImmutableArray<PacketStage> stages = [.. request.Stages.Select(ExchangeWire.Read)];
            PacketFilter filter = new() { Either = [agency], Stages = stages.IsEmpty ? null : stages };
            while (await ledger.Views.Packets(filter) is { Count: > 0 } page)
            {
                foreach (Packet packet in page.Where(packet => Rights.MaySee(agency, packet)))
                {
                    await responseStream.WriteAsync(
                        ExchangeWire.Write(packet, await timelines.Of(packet.Id)), context.CancellationToken);
                }

                filter = filter with { After = page[^1].Id };
            }
        });

    public override Task FollowEvents(
        FollowEventsRequest request, IServerStreamWriter<PacketEvent> responseStream, ServerCallContext context) =>
        RpcIncident.Guard(log, context, async () =>
        {
            AgencyCode agency = context.Agency();
            long cursor = request.After <= long.MaxValue
                ? (long)request.After
                : throw RpcProblems.InvalidField("after", "expected a cursor that this server gave");
            while (true)
            {
                long seen = ledger.Bell.Cursor;
                IReadOnlyList<TimelineLine> lines = await timelines.After(cursor, EventsMax);
                foreach (TimelineLine line in lines)
                {
                    cursor = line.Cursor;
                    if (await MaySee(agency, line.Packet))
                    {
                        await responseStream.WriteAsync(ExchangeWire.Write(line), context.CancellationToken);
                    }
                }

                if (lines.Count < EventsMax) { await Wait(seen, context.CancellationToken); }
            }
        });

    private async Task<bool> MaySee(AgencyCode agency, PacketId packet) =>
        await ledger.FindPacket(packet) is { State: var state } && Rights.MaySee(agency, state);

    private async Task Wait(long seen, CancellationToken over)
    {
        using CancellationTokenSource look = new(LookEvery, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, over);
        try
        {
            await ledger.Bell.WaitPast(seen, either.Token);
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            // Time to look.
        }
    }
}
