using System.Text.Json.Serialization.Metadata;

namespace SmartLocker.Server.Storage.Json;

/// <summary>
/// A closed family is an abstract record with its cases nested in it: each is written with the name of its case.
/// </summary>
internal static class ClosedFamily
{
    public static void Describe(JsonTypeInfo type)
    {
        if (!type.Type.IsAbstract || type.Kind != JsonTypeInfoKind.Object) { return; }

        JsonPolymorphismOptions cases = new() { TypeDiscriminatorPropertyName = "$case" };
        foreach (Type one in type.Type.GetNestedTypes().Where(nested => nested.IsSubclassOf(type.Type)))
        {
            cases.DerivedTypes.Add(new JsonDerivedType(one, one.Name));
        }

        if (cases.DerivedTypes.Count > 0) { type.PolymorphismOptions = cases; }
    }
}
