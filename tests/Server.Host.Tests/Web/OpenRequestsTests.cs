using SmartLocker.Server.Features.CabinetPages.Opening;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Web;

/// <summary>Nobody approves their own request, and none serves twice, elsewhere or late (docs/rules.md I-16).</summary>
public sealed class OpenRequestsTests
{
    private static readonly CabinetId Annex = CabinetId.Parse("ANNEX-1");
    private static readonly PersonId One = PersonId.Parse("admin-one");
    private static readonly PersonId Two = PersonId.Parse("admin-two");

    private readonly ManualTime _time = new();

    [Fact]
    public void A_request_serves_another_administrator_once_at_its_own_cabinet_and_in_time()
    {
        OpenRequests requests = new(_time);
        Assert.True(requests.Ask(City.Cabinet, 3, One, "查看"));
        string id = Assert.Single(requests.Of(City.Cabinet)).Id;

        Assert.Null(requests.Take(City.Cabinet, id, One));
        Assert.Null(requests.Take(Annex, id, Two));
        Assert.Null(requests.Take(City.Cabinet, "another", Two));
        Assert.Equal((3, One), (requests.Take(City.Cabinet, id, Two) is { } taken ? (taken.Compartment, taken.By) : default));
        Assert.Null(requests.Take(City.Cabinet, id, Two));
    }

    [Fact]
    public void A_request_is_over_after_ten_minutes()
    {
        OpenRequests requests = new(_time);
        requests.Ask(City.Cabinet, 3, One, "查看");
        string id = Assert.Single(requests.Of(City.Cabinet)).Id;
        _time.Advance(OpenRequest.GoodFor);
        Assert.Null(requests.Take(City.Cabinet, id, Two));
        Assert.Empty(requests.Of(City.Cabinet));
    }
}
