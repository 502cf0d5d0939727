using SmartLocker.Server.Certificates;

namespace SmartLocker.Server.Host.Tests.Certificates;

public sealed class PeerIdentityTests
{
    public static TheoryData<PeerIdentity, string> Known => new()
    {
        { new PeerIdentity.Cabinet(CabinetId.Parse("CITYHALL-1")), "urn:smartlocker:cabinet:CITYHALL-1" },
        { new PeerIdentity.DocumentSystem(AgencyCode.Parse("379000000A")), "urn:smartlocker:system:379000000A" },
    };

    [Theory, MemberData(nameof(Known))]
    public void A_name_reads_as_it_was_written(PeerIdentity identity, string uri)
    {
        Assert.Equal(uri, identity.ToString());
        Assert.Equal(uri, identity.ToUri().OriginalString);
        Assert.True(PeerIdentity.TryParse(uri, out PeerIdentity? read));
        Assert.Equal(identity, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("urn:smartlocker:cabinet:")]
    [InlineData("urn:smartlocker:cabinet:cityhall-1")] // One name has one spelling.
    [InlineData("URN:smartlocker:cabinet:CITYHALL-1")]
    [InlineData("urn:smartlocker:cabinet: CITYHALL-1")]
    [InlineData("urn:smartlocker:cabinet:CITY/HALL")]
    [InlineData("urn:smartlocker:node:A")]
    [InlineData("urn:smartlocker:system:A-B")]
    [InlineData("https://example.org/urn:smartlocker:cabinet:A")]
    public void What_is_close_to_a_name_is_none(string? uri)
    {
        Assert.False(PeerIdentity.TryParse(uri, out PeerIdentity? identity));
        Assert.Null(identity);
    }
}
