using SmartLocker.HardwareSpecs.Cabinets;

namespace SmartLocker.Server.Features.CabinetPages;

/// <summary>Where a door is in the drawing, mm from the upper left corner of the cabinet's front.</summary>
public sealed record DoorPlace(CompartmentSpec Spec, int X, int Y, int Width, int Height)
{
    private const int Gap = 12;
    private const int Frame = 40;

    /// <summary>The doors of a model as they sit in its front: columns from the left, heights as built.</summary>
    public static (IReadOnlyList<DoorPlace> Doors, int Width, int Height) Draw(CabinetModel model)
    {
        int top = model.Compartments.Max(door => door.DoorTopMm) + Frame;
        Dictionary<int, (int X, int Width)> columns = [];
        int x = Frame;
        foreach (IGrouping<int, CompartmentSpec> column in model.Compartments.GroupBy(door => door.Column)
            .OrderBy(group => group.Key))
        {
            int width = (int)column.Max(door => door.Inner.WidthMm);
            columns[column.Key] = (x, width);
            x += width + Gap;
        }

        List<DoorPlace> doors =
        [
            .. model.Compartments.Select(door => new DoorPlace(
                door, columns[door.Column].X, top - door.DoorTopMm, columns[door.Column].Width,
                Math.Max(door.DoorTopMm - door.DoorBottomMm - Gap, Gap))),
        ];
        return (doors, x - Gap + Frame, top);
    }
}
