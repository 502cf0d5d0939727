using SmartLocker.Codes;
using SmartLocker.Server.Certificates;
using SmartLocker.Server.Core.Agencies;
using SmartLocker.Server.Core.Fleet.Codes;
using SmartLocker.Server.Core.Packets;
using SmartLocker.Server.Storage;
using SmartLocker.Server.Storage.Deciding;

namespace SmartLocker.Server.Features.Codes;

/// <summary>Gives a one-time code to the person who asks; that is on record before it is shown.</summary>
internal sealed class CodeDesk(ILedger ledger, TimeProvider time, IIdSource ids, CodeSigner signer)
{
    /// <returns>The code as it is drawn, or nothing when there is none for this person and packet.</returns>
    public async Task<(PickupCode Code, string Text)?> Give(PacketId id, PersonId to)
    {
        PickupCode? code = await ledger.Decide(time, async now =>
        {
            if (await ledger.FindPacket(id) is not { State: { Place: PacketPlace.InCompartment place } packet }
                || await ledger.FindCabinet(place.Cabinet) is not { } cabinet
                || await ledger.FindPerson(to) is not { State: Person person })
            {
                return new Plan<PickupCode?>(null, null);
            }

            string codeId = Convert.ToHexStringLower(ids.NextBytes(16));
            return Giving.Give(cabinet.State, packet, person, codeId, now) is GivingOutcome.Given given
                ? new Plan<PickupCode?>(new Commit { Changes = Change.Of(cabinet, [given.Happened]) }, given.Code)
                : new Plan<PickupCode?>(null, null);
        });
        return code is null ? null : (code, signer.Sign(code));
    }
}
