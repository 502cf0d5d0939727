using System.Buffers;
using System.IO.Pipelines;
using SmartLocker.Server.Rpc.Peers;
using SmartLocker.TestKit;

namespace SmartLocker.Server.Host.Tests.Peers;

/// <summary>CL-87: a caller is worth a turn once its ClientHello is there, and is hung up on when it does not come.</summary>
public sealed class FirstWordTests
{
    /// <summary>Of four bytes: the header of its record, and what a handshake message begins with.</summary>
    private static readonly byte[] Hello = [22, 3, 1, 0, 4, 1, 0, 0, 0];

    private readonly ManualTime _time = new();
    private readonly Pipe _pipe = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_beginning_of_a_hello_is_unfinished_and_the_end_makes_it_whole()
    {
        for (int length = 0; length < Hello.Length; length++) { Assert.Equal(FirstWord.Unfinished, Judge(Hello[..length])); }

        Assert.Equal(FirstWord.Whole, Judge(Hello));
        Assert.Equal(FirstWord.Whole, Judge([.. Hello, 7, 7]));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'G' })]
    [InlineData(new byte[] { 22, 2 })]
    [InlineData(new byte[] { 22, 3, 1, 0, 3 })]
    [InlineData(new byte[] { 22, 3, 1, 0x40, 1 })]
    [InlineData(new byte[] { 22, 3, 1, 0, 4, 2 })]
    public void What_no_hello_begins_with_is_foreign_at_once(byte[] said) => Assert.Equal(FirstWord.Foreign, Judge(said));

    [Fact]
    public async Task A_hello_that_comes_byte_by_byte_is_left_where_it_is()
    {
        Task<bool> came = FirstWords.Came(_pipe.Reader, _time);
        foreach (byte part in Hello)
        {
            Assert.False(came.IsCompleted);
            await _pipe.Writer.WriteAsync(new[] { part }, Cancel);
        }

        Assert.True(await came);
        ReadResult left = await _pipe.Reader.ReadAsync(Cancel);
        Assert.Equal(Hello, left.Buffer.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public async Task Who_does_not_finish_it_in_time_is_hung_up_on(int length)
    {
        Task<bool> came = FirstWords.Came(_pipe.Reader, _time);
        await _pipe.Writer.WriteAsync(Hello.AsMemory(0, length), Cancel);
        _time.Advance(FirstWords.SilenceMax - TimeSpan.FromSeconds(1));
        Assert.False(came.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await came);
    }

    [Fact]
    public async Task Who_goes_away_before_is_waited_for_no_longer()
    {
        Task<bool> came = FirstWords.Came(_pipe.Reader, _time);
        await _pipe.Writer.CompleteAsync(new IOException("reset"));
        Assert.False(await came);
    }

    private static FirstWord Judge(byte[] said) => FirstWords.Judge(new ReadOnlySequence<byte>(said));
}
