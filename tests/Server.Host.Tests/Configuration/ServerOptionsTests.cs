using Microsoft.Extensions.Configuration;
using SmartLocker.Server.Configuration;

namespace SmartLocker.Server.Host.Tests.Configuration;

public sealed class ServerOptionsTests
{
    [Fact]
    public void Without_settings_pages_are_on_loopback_and_mail_goes_into_a_folder()
    {
        ServerOptions options = Read();

        Assert.Equal("127.0.0.1", options.WebAddress.ToString());
        Assert.Equal(8443, options.GrpcPort);
        Assert.EndsWith("mail", options.Mail.PickupFolder, StringComparison.Ordinal);
        Assert.Contains("localhost", options.HostNames);
    }

    [Fact]
    public void What_is_set_is_taken()
    {
        ServerOptions options = Read(
            ("WebPort", "9000"), ("GrpcAddress", "::1"), ("HostNames", "a.example, 192.0.2.1"), ("Mail:Host", "mail.example"));

        Assert.Equal(9000, options.WebPort);
        Assert.Equal("::1", options.GrpcAddress.ToString());
        Assert.Equal(["a.example", "192.0.2.1"], options.HostNames);
        Assert.Equal("mail.example", options.Mail.Host);
    }

    [Theory]
    [InlineData("WebPort", "65536", "0 to 65535")]
    [InlineData("WebPort", "-1", "0 to 65535")]
    [InlineData("GrpcPort", "http", "0 to 65535")]
    [InlineData("GrpcPort", "8080", "another port")]
    [InlineData("WebAddress", "everywhere", "IP address")]
    [InlineData("Mail:Port", "0", "1 to 65535")]
    [InlineData("Mail:StartTls", "yes", "true or false")]
    [InlineData("Mail:From", "nobody", "mail address")]
    public void A_wrong_value_stops_the_program_naming_key_and_bound(string key, string value, string bound)
    {
        SettingsException wrong = Assert.Throws<SettingsException>(() => Read((key, value)));

        Assert.Contains($"SmartLocker:{key}", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(bound, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_stops_the_program_and_is_told_the_known_ones()
    {
        SettingsException wrong = Assert.Throws<SettingsException>(() => Read(("WebPrt", "9000")));

        Assert.Contains("SmartLocker:WebPrt", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("WebPort", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        SettingsException wrong =
            Assert.Throws<SettingsException>(() => Read(("WebPort", "x"), ("Mail:Port", "x"), ("Nothing", "x")));

        Assert.Equal(3, wrong.Problems.Count);
    }

    [Fact]
    public void A_password_travels_only_encrypted_and_stands_in_no_text()
    {
        Assert.Throws<SettingsException>(() => Read(("Mail:User", "u"), ("Mail:Password", "hidden"), ("Mail:StartTls", "false")));

        string text = Read(("Mail:User", "u"), ("Mail:Password", "hidden")).ToString();
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    private static ServerOptions Read(params (string Key, string Value)[] settings) => ServerOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"SmartLocker:{one.Key}", (string?)one.Value)))
            .Build());
}
