using System.Text;
using SmartLocker.Server.Core.Agencies;

namespace SmartLocker.Server.Core.Tests.Agencies;

/// <summary>The open data of agencies, and only those in service.</summary>
public sealed class AddressBookTests
{
    [Fact]
    public void Rows_in_service_count_and_broken_ones_are_passed_over()
    {
        AddressBook book = Parsed("""
            [{"orgId":"a1","orgName":" 甲局 ","statusCode":"T","extra":{"x":[1]}},
             {"orgId":"B1","orgName":"乙局","statusCode":"F"},
             {"orgId":"B2","orgName":"乙局","statusCode":"T"},
             {"orgId":"C1","orgName":"丙局"},
             {"orgId":7,"orgName":"丁局","statusCode":"T"},
             {"orgId":"不是代碼","orgName":"戊局","statusCode":"T"}, null, 3, []]
            """);

        Assert.Equal([("A1", "甲局"), ("B2", "乙局")], book.Rows.Select(row => (row.Code.Value, row.Name)));
        Assert.Equal("B2", book.Resolve("乙局")?.Value);
        Assert.False(book.Knows(AgencyCode.Parse("B1")));
    }

    [Fact]
    public void A_row_that_stands_twice_is_still_one_agency() => Assert.Equal(
        "A1",
        Parsed("""[{"orgId":"A1","orgName":"甲局","statusCode":"T"},{"orgId":"A1","orgName":"甲局","statusCode":"T"}]""")
            .Resolve("甲局")?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("{}")]
    [InlineData("[{\"orgName\":\"\\uD800\"}]")]
    [InlineData("orgId,orgName\n")]
    public void What_is_no_address_book_is_said_to_be_none(string text)
    {
        Assert.False(AddressBook.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? problem));
        Assert.NotEmpty(problem);
    }

    private static AddressBook Parsed(string json)
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)];
        Assert.True(AddressBook.TryParse(marked, out AddressBook? book, out _));
        return book;
    }
}
