using SmartLocker.Firmware.Agent.Configuration;

namespace SmartLocker.Firmware.Agent.Tests.Configuration;

public sealed class DataFolderTests
{
    [Fact]
    public void A_file_is_replaced_whole_and_is_for_its_owner_alone()
    {
        using TempFolder temp = new();
        DataFolder folder = new(temp.At("data"));
        Assert.Null(folder.Read("key"));
        folder.Write("key", [1, 2, 3]);
        folder.Write("key", [4]);
        Assert.Equal([4], folder.Read("key"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temp.At("data/key")));
        Assert.Equal(["key"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    /// <summary>A power cut between writing and renaming leaves the new file beside the old one.</summary>
    [Fact]
    public void What_a_power_cut_left_beside_is_no_obstacle()
    {
        using TempFolder temp = new();
        DataFolder folder = new(temp.Path);
        folder.Write("key", [1]);
        File.WriteAllBytes(temp.At("key.new"), [9, 9]);
        Assert.Equal([1], folder.Read("key"));
        folder.Write("key", [2]);
        Assert.Equal([2], folder.Read("key"));
    }
}
