using SmartLocker.Server.Core.Labels;

namespace SmartLocker.Server.Core.Tests.Labels;

public sealed class ModulePathTests
{
    [Fact]
    public void Neighbouring_modules_are_one_rectangle() => Assert.Equal(
        "M1 5h0.8v10h-0.8zM2.2 5h0.4v10h-0.4z",
        ModulePath.Of([[true, true, false, true]], left: 1, top: 5, width: 0.4m, height: 10));

    [Fact]
    public void Rows_lie_below_each_other() => Assert.Equal(
        "M0 0h1v1h-1zM1 1h1v1h-1z",
        ModulePath.Of([[true, false], [false, true]], left: 0, top: 0, width: 1, height: 1));

    [Fact]
    public void What_is_all_light_draws_nothing() => Assert.Equal("", ModulePath.Of([[false, false]], 0, 0, 1, 1));
}
