using SmartLocker.HardwareSpecs.Cabinets;
using SmartLocker.HardwareSpecs.Loading;

namespace SmartLocker.HardwareSpecs.Tests.Loading;

/// <summary>The models that ship must load, and say what the cabinets really have.</summary>
public sealed class ShippedModelTests
{
    public static TheoryData<string> Names => [.. Models.Texts.Select(text => text.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_shipped_model_loads_without_a_fault(string name)
    {
        LoadOutcome outcome = ModelLoader.Load(Models.Texts.Single(text => text.Name == name).Yaml, name);

        Assert.True(outcome is LoadOutcome.Loaded, outcome.ToString());
    }

    [Theory]
    [InlineData("SDL-12-SC", 12, Sensing.HookOnly, 12)]
    [InlineData("SDL-24-CH", 24, Sensing.HookAndDoor, 15)]
    [InlineData("SDL-60-RS", 60, Sensing.HookOnly, 30)]
    public void A_shipped_model_is_found_by_its_id(string id, int compartments, Sensing sensing, int lowDoors)
    {
        CabinetModel model = Models.Find(id)!;

        Assert.Equal(compartments, model.Compartments.Length);
        Assert.All(model.Compartments, door => Assert.Equal(sensing, door.Sensing));
        Assert.Equal(lowDoors, model.Compartments.Count(door => door.LowDoor));
    }

    [Fact]
    public void An_id_that_nobody_ships_is_not_found() => Assert.Null(Models.Find("SDL-99-XX"));
}
