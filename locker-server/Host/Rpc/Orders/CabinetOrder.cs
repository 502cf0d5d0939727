namespace SmartLocker.Server.Rpc.Orders;

/// <summary>What goes down a live stream and nowhere else (closed family).</summary>
internal abstract record CabinetOrder
{
    private CabinetOrder() { }

    public sealed record IssueNonce : CabinetOrder;
    public sealed record Open(CommandId Command, string Nonce, TimeSpan TimeToLive, OpenWish Wish) : CabinetOrder;
    public sealed record RunSelfTest : CabinetOrder;
    public sealed record Identify : CabinetOrder;
}
