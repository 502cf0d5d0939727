using System.IO.Compression;
using System.Text;

namespace SmartLocker.Server.Host.Tests.Intake;

/// <summary>Zips: what real ones look like, and every way in which one can be unsafe.</summary>
public sealed class ZipDropTests
{
    private const ushort Utf8Flag = 0x0800;
    private static readonly Encoding Big5 = CodePagesEncodingProvider.Instance.GetEncoding(950)!;

    [Fact]
    public void The_documents_of_a_zip_are_found_in_all_its_folders_with_their_lists()
    {
        byte[] zip = new ZipForge()
            .Add("b/circular.di", Samples.Bytes("circular.di"))
            .Add("b/Circular.sw", Samples.Bytes("circular.SW"))
            .Add("b/", [])
            .Add("trap.di/", [])
            .Add("a.di", Samples.Letter)
            .Add("名冊.pdf", "甲")
            .Close(comment: "made by hand");

        Assert.Equal(["x.zip/a.di accepted", "x.zip/b/circular.di accepted"], Checking.Zip(zip).Outcomes);
    }

    [Fact]
    public void A_zip_of_the_runtime_is_read()
    {
        using MemoryStream made = new();
        using (ZipArchive archive = new(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("夾/公文.di", CompressionLevel.SmallestSize).Open();
            entry.Write(Encoding.UTF8.GetBytes(Samples.Letter));
        }

        Assert.Equal(["x.zip/夾/公文.di accepted"], Checking.Zip(made.ToArray()).Outcomes);
    }

    [Fact]
    public void Stored_members_descriptors_and_the_records_of_large_zips_are_read()
    {
        byte[] zip = new ZipForge()
            .Add("stored.di", Samples.Letter, new ZipForge.Lie { Method = 0 })
            .Add("streamed.di", Samples.Letter, new ZipForge.Lie { Flags = 8 })
            .Add("large.di", Samples.Letter, new ZipForge.Lie { Length = uint.MaxValue, Extra = Large(Samples.Letter) })
            .Close(large: true);

        Assert.Equal(
            ["x.zip/large.di accepted", "x.zip/stored.di accepted", "x.zip/streamed.di accepted"], Checking.Zip(zip).Outcomes);
    }

    [Theory]
    [InlineData("許功蓋.di")]
    [InlineData("議.di")]
    [InlineData("教育局\\公文.di")]
    [InlineData("夾/函.di")]
    public void Names_in_Big5_are_read_without_being_announced(string name)
    {
        byte[] zip = new ZipForge().Add("", Samples.Letter, new ZipForge.Lie { Name = Big5.GetBytes(name) }).Close();

        Assert.Equal([$"x.zip/{name.Replace('\\', '/')} accepted"], Checking.Zip(zip).Outcomes);
    }

    [Theory]
    [InlineData("公文.di", Utf8Flag)]
    [InlineData("公文.di", 0)]
    [InlineData("./a//公文.di", 0)]
    public void Names_in_UTF8_are_read_announced_or_not(string name, ushort flags)
    {
        byte[] zip = new ZipForge().Add(name, Samples.Letter, new ZipForge.Lie { Flags = flags }).Close();

        Assert.EndsWith("公文.di accepted", Assert.Single(Checking.Zip(zip).Outcomes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_stands_twice_gives_two_lines_and_a_list_that_does_is_bad()
    {
        byte[] zip = new ZipForge()
            .Add("a.di", Samples.Letter)
            .Add("a.di", "壞")
            .Add("circular.di", Samples.Bytes("circular.di"))
            .Add("circular.sw", Samples.Bytes("circular.SW"))
            .Add("circular.sw", Samples.Bytes("circular.SW"))
            .Close();

        Assert.Equal(
            ["x.zip/a.di accepted", "x.zip/a.di not-xml", "x.zip/circular.di bad-exchange-list"], Checking.Zip(zip).Outcomes);
    }

    [Fact]
    public void A_zip_inside_a_zip_is_not_opened()
    {
        byte[] inner = new ZipForge().Add("../a.di", Samples.Letter).Close();

        Assert.Equal(
            ["x.zip/a.di accepted"],
            Checking.Zip(new ZipForge().Add("inner.zip", inner).Add("a.di", Samples.Letter).Close()).Outcomes);
    }

    [Fact]
    public void A_bad_document_refuses_itself_alone()
    {
        byte[] noise = new byte[3 * 1024 * 1024];
        new Random(7).NextBytes(noise);
        byte[] zip = new ZipForge().Add("a.di", "").Add("b.di", noise).Add("c.di", Samples.Letter).Close();

        Assert.Equal(["x.zip/a.di empty", "x.zip/b.di too-large", "x.zip/c.di accepted"], Checking.Zip(zip).Outcomes);
    }

    [Theory]
    [InlineData("/a.pdf")]
    [InlineData("\\a.pdf")]
    [InlineData("C:\\a.pdf")]
    [InlineData("c:a.pdf")]
    [InlineData("../a.pdf")]
    [InlineData("a/../../b.pdf")]
    [InlineData("a\\..\\b.pdf")]
    [InlineData("..")]
    [InlineData("a\0.pdf")]
    [InlineData("")]
    public void A_name_that_leads_out_refuses_the_whole_zip(string name) =>
        AssertUnsafe(new ZipForge().Add("a.di", Samples.Letter).Add(name, "甲").Close());

    public static TheoryData<string, byte[]> UnsafeZips => new()
    {
        { "a link", Forge(new ZipForge.Lie { Attributes = 0xA1FF0000 }) },
        { "a pipe", Forge(new ZipForge.Lie { Attributes = 0x11FF0000 }) },
        { "an encrypted member", Forge(new ZipForge.Lie { Flags = 1 }) },
        { "a member that is strongly encrypted", Forge(new ZipForge.Lie { Flags = 0x40 }) },
        { "a method nobody uses", Forge(new ZipForge.Lie { Method = 12 }) },
        { "a member longer than it says", Forge(new ZipForge.Lie { Length = 10 }) },
        { "a member shorter than it says", Forge(new ZipForge.Lie { Length = 100_000 }) },
        { "a member that was changed", Forge(new ZipForge.Lie { Checksum = 1 }) },
        { "another name in the header", Forge(new ZipForge.Lie { NameInHeader = "b.pdf"u8.ToArray() }) },
        { "two members in one place", Forge(new ZipForge.Lie { Offset = 0, Name = "a.di"u8.ToArray() }) },
        {
            "two members in one place that are alike",
            new ZipForge().Add("a.di", Samples.Letter).Add("a.di", Samples.Letter, new ZipForge.Lie { Offset = 0 }).Close()
        },
        { "a member outside the file", Forge(new ZipForge.Lie { Offset = 0x7FFFFFFF }) },
        { "a size of 4 GiB without the field for it", Forge(new ZipForge.Lie { Length = uint.MaxValue }) },
        { "more members than entries", new ZipForge().Add("a.di", Samples.Letter).Close(count: 2) },
        { "fewer members than entries", new ZipForge().Add("a.di", Samples.Letter).Add("b", "甲").Close(count: 1) },
        { "nothing at all", [] },
        { "no zip", "這不是壓縮檔，只是一個名字像壓縮檔的檔案。"u8.ToArray() },
        { "bytes behind the end", [.. new ZipForge().Add("a.di", Samples.Letter).Close(), 0] },
        { "bytes before the beginning", [0, .. new ZipForge().Add("a.di", Samples.Letter).Close()] },
    };

    [Theory]
    [MemberData(nameof(UnsafeZips))]
    public void One_thing_wrong_refuses_the_whole_zip(string what, byte[] zip)
    {
        Assert.NotEmpty(what);
        AssertUnsafe(zip);
    }

    [Fact]
    public void A_zip_that_lost_its_end_is_broken()
    {
        byte[] zip = new ZipForge().Add("a.di", Samples.Letter).Add("b.di", Samples.Letter).Close();

        Assert.All(Enumerable.Range(0, zip.Length - 1).Where(length => length % 7 == 0), length => AssertUnsafe(zip[..length]));
    }

    [Fact]
    public void Ten_thousand_members_are_the_limit()
    {
        ZipForge forge = new();
        for (int i = 0; i < 9_999; i++) { forge.Add($"{i}.txt", "甲", new ZipForge.Lie { Method = 0 }); }

        Assert.Equal(["x.zip/a.di accepted"], Checking.Zip(forge.Add("a.di", Samples.Letter).Close()).Outcomes);
        AssertUnsafe(forge.Add("one-more.txt", "甲").Close());
    }

    [Fact]
    public void A_hundred_times_its_size_is_the_limit()
    {
        AssertUnsafe(new ZipForge().Add("a.di", Samples.Letter).Add("zeros.bin", new byte[4 * 1024 * 1024]).Close());
    }

    [Fact]
    public void Sixty_four_mebibytes_are_the_limit()
    {
        byte[] noise = new byte[13 * 1024 * 1024];
        new Random(3).NextBytes(noise);
        ZipForge forge = new ZipForge().Add("a.di", Samples.Letter);
        ZipForge.Lie stored = new() { Method = 0, Checksum = ZipForge.Checksum(noise) };
        for (int i = 0; i < 4; i++) { forge.Add($"{i}.bin", noise, stored); }

        Assert.Single(Checking.Zip(forge.Close()).Outcomes, "x.zip/a.di accepted");
        AssertUnsafe(forge.Add("4.bin", noise, stored).Close());
    }

    [Theory]
    [InlineData("<a/>", 1_000_001)]
    [InlineData("<a b=''/>", 500_001)]
    public void A_mountain_of_tags_is_refused_before_it_is_read(string tag, int count)
    {
        ZipForge forge = new();
        string part = string.Concat(Enumerable.Repeat(tag, count / 10 + 1));
        for (int i = 0; i < 10; i++) { forge.Add($"{i}.di", part, new ZipForge.Lie { Method = 0 }); }

        AssertUnsafe(forge.Close());
    }

    [Fact]
    public void Damage_of_any_kind_gives_lines_or_refuses_the_zip()
    {
        ZipForge.Lie stored = new() { Method = 0 };
        byte[] good = new ZipForge().Add("a.di", Samples.Letter).Add("b.di", Samples.Letter, stored).Close();
        using Place place = new();
        for (int seed = 0; seed < 600; seed++)
        {
            Random chance = new(seed);
            byte[] harmed = [.. good];
            for (int times = chance.Next(1, 4); times > 0; times--)
            {
                harmed[chance.Next(harmed.Length)] = (byte)chance.Next(256);
            }

            Checking checking = Checking.Run(place.Put("x.zip", harmed));

            Assert.True(
                checking.Outcomes is ["x.zip unsafe-archive"] || checking.Outcomes.Length <= 2,
                $"Seed {seed}: {string.Join(", ", checking.Outcomes)}");
            Assert.Equal(0, checking.ExitCode);
        }
    }

    private static byte[] Forge(ZipForge.Lie lie) => new ZipForge().Add("a.di", Samples.Letter).Add("a.pdf", "附件內容", lie).Close();

    private static byte[] Large(string text) =>
        [1, 0, 8, 0, .. BitConverter.GetBytes((ulong)Encoding.UTF8.GetByteCount(text))];

    private static void AssertUnsafe(byte[] zip)
    {
        Checking checking = Checking.Zip(zip);

        Assert.Equal(["x.zip unsafe-archive"], checking.Outcomes);
        Assert.Equal(0, checking.ExitCode);
    }
}
