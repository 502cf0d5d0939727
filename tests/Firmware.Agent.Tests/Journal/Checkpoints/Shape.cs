using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using SmartLocker.Firmware.Core.Journal;

namespace SmartLocker.Firmware.Agent.Tests.Journal.Checkpoints;

/// <summary>A value with all that hangs on it, as text: found by reflection, so that nothing new is left out.</summary>
internal static class Shape
{
    public static string Of(object? value)
    {
        StringBuilder text = new();
        Write(text, value, (_, _) => { });
        return text.ToString();
    }

    /// <summary>Which properties of our records have a value somewhere, as "Record.Property".</summary>
    public static HashSet<string> Used(object value)
    {
        HashSet<string> used = [];
        Write(new StringBuilder(), value, (property, inside) =>
        {
            bool empty = inside is null or 0 or 0L or "" || (inside is IEnumerable many && !many.Cast<object>().Any());
            if (!empty) { used.Add($"{property.DeclaringType!.Name}.{property.Name}"); }
        });
        return used;
    }

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters() is []);

    private static void Write(StringBuilder text, object? value, Action<PropertyInfo, object?> seen)
    {
        switch (value)
        {
            case null or string or Enum or IFormattable:
                text.Append(CultureInfo.InvariantCulture, $"«{value}»");
                break;
            case IEnumerable many:
                text.Append('[');
                foreach (object one in many) { Write(text, one, seen); }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (PropertyInfo property in PropertiesOf(value.GetType()))
                {
                    object? inside = property.GetValue(value);
                    seen(property, inside);
                    text.Append(property.Name).Append('=');
                    Write(text, inside, seen);
                }

                text.Append('}');
                break;
        }
    }
}
