using System.Net;
using SmartLocker.Server.Rpc.Peers;
using static SmartLocker.Server.Rpc.Peers.HandshakeLine;

namespace SmartLocker.Server.Host.Tests.Peers;

/// <summary>A share for each address: neither a flood nor a city behind one address holds up the others.</summary>
public sealed class HandshakeLineTests
{
    private static readonly IPAddress City = IPAddress.Parse("198.51.100.1");
    private static readonly IPAddress Lone = IPAddress.Parse("203.0.113.7");
    private static readonly IPAddress Other = IPAddress.Parse("203.0.113.8");

    [Fact]
    public void One_address_alone_has_all_turns()
    {
        HandshakeLine line = new(atOnce: 3, waitingMax: 9);
        Place[] city = Many(line, City, 4);
        Assert.Equal([PlaceStanding.Turn, PlaceStanding.Turn, PlaceStanding.Turn, PlaceStanding.Waiting],
            city.Select(place => place.Standing));
        Assert.Same(city[3], line.Leave(city[1]));
    }

    [Fact]
    public void The_next_turn_is_of_the_address_that_has_the_fewest_however_many_came_before()
    {
        HandshakeLine line = new(atOnce: 3, waitingMax: 2000);
        Place[] flood = Many(line, City, 1003);
        (Place lone, Place other) = (Join(line, Lone), Join(line, Other));
        Assert.Same(lone, line.Leave(flood[0]));
        Assert.Same(other, line.Leave(flood[1]));

        // One each; of equals whoever was served longest ago.
        Place again = Join(line, Lone);
        Assert.Same(flood[3], line.Leave(flood[2]));
        Assert.Same(again, line.Leave(lone));
    }

    [Fact]
    public void Equals_take_turns_and_one_address_is_served_in_its_order()
    {
        HandshakeLine line = new(atOnce: 1, waitingMax: 9);
        Place now = Join(line, Other);
        Place[] waiting = [.. Many(line, City, 2), .. Many(line, Lone, 2)];
        List<Place> served = [];
        while (line.Leave(now) is { } next)
        {
            served.Add(next);
            now = next;
        }

        Assert.Equal([waiting[0], waiting[2], waiting[1], waiting[3]], served);
        Assert.Equal(0, line.Waiting);
    }

    [Fact]
    public void A_full_line_turns_away_whoever_has_its_share_of_it()
    {
        HandshakeLine line = new(atOnce: 1, waitingMax: 3);
        Place[] flood = Many(line, City, 4);
        Place more = new(City);
        Assert.Same(more, line.Join(more));
        Assert.Equal(PlaceStanding.TurnedAway, more.Standing);
        Assert.All(flood, place => Assert.NotEqual(PlaceStanding.TurnedAway, place.Standing));
    }

    [Fact]
    public void For_one_that_has_less_than_its_share_the_newest_of_the_longest_gives_way()
    {
        HandshakeLine line = new(atOnce: 1, waitingMax: 4);
        Place[] flood = Many(line, City, 5);
        Place lone = new(Lone);
        Assert.Same(flood[4], line.Join(lone));
        Assert.Equal((PlaceStanding.TurnedAway, PlaceStanding.Waiting), (flood[4].Standing, lone.Standing));
        Assert.Equal(4, line.Waiting);
        Assert.Same(flood[1], line.Leave(flood[0]));
        Assert.Same(lone, line.Leave(flood[1]));
    }

    [Fact]
    public void Nobody_waits_at_all_where_no_place_is()
    {
        HandshakeLine line = new(atOnce: 1, waitingMax: 0);
        Place now = Join(line, City);
        Place lone = new(Lone);
        Assert.Same(lone, line.Join(lone));
        Assert.Null(line.Leave(now));
        Join(line, Lone);
    }

    [Fact]
    public void Whoever_leaves_twice_or_was_turned_away_frees_one_turn()
    {
        HandshakeLine line = new(atOnce: 1, waitingMax: 2);
        Place now = Join(line, City);
        Place[] waiting = [Join(line, City), Join(line, Lone)];
        Assert.Null(line.Leave(waiting[0]));
        Assert.Null(line.Leave(waiting[0]));
        Assert.Same(waiting[1], line.Leave(now));
        Assert.Null(line.Leave(now));
        Assert.Equal(PlaceStanding.Turn, waiting[1].Standing);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void A_network_of_one_household_is_one_caller(string address, string caller) =>
        Assert.Equal(IPAddress.Parse(caller), CallerOf(new IPEndPoint(IPAddress.Parse(address), 1234)));

    /// <summary>No turn is idle while somebody waits, none is given twice, nobody is left behind.</summary>
    [Fact]
    public void Any_coming_and_going_keeps_the_books()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            HandshakeLine line = new(atOnce: 3, waitingMax: 6);
            List<Place> all = [];
            for (int step = 0; step < 200; step++)
            {
                if (random.Next(2) == 0 || all.Count == 0)
                {
                    Place place = new(new IPAddress([10, 0, 0, (byte)random.Next(5)]));
                    all.Add(place);
                    line.Join(place);
                }
                else
                {
                    line.Leave(all[random.Next(all.Count)]);
                }

                int turns = all.Count(place => place.Standing is PlaceStanding.Turn);
                int waiting = all.Count(place => place.Standing is PlaceStanding.Waiting);
                Assert.True(turns <= 3 && (waiting == 0 || turns == 3), $"seed {seed}: {turns} turns");
                Assert.True(waiting <= 6 && waiting == line.Waiting, $"seed {seed}: {waiting} wait");
            }

            while (all.Find(place => place.Standing is PlaceStanding.Turn) is { } last) { line.Leave(last); }

            Assert.DoesNotContain(all, place => place.Standing is PlaceStanding.Waiting);
        }
    }

    private static Place[] Many(HandshakeLine line, IPAddress from, int count) =>
        Enumerable.Range(0, count).Select(_ => Join(line, from)).ToArray();

    private static Place Join(HandshakeLine line, IPAddress from)
    {
        Place place = new(from);
        Assert.Null(line.Join(place));
        return place;
    }
}
