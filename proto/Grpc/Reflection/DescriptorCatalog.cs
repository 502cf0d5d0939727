using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>Finds files by name, by what they declare and by what they extend.</summary>
internal sealed class DescriptorCatalog
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, FileDescriptor>> _byExtended = new(StringComparer.Ordinal);

    public DescriptorCatalog(IEnumerable<ServiceDescriptor> services)
    {
        Services = [.. services.Select(service => service.FullName).Distinct().Order(StringComparer.Ordinal)];
        foreach (ServiceDescriptor service in services)
        {
            Add(service.File);
        }
    }

    /// <summary>Full names, sorted.</summary>
    public IReadOnlyList<string> Services { get; }

    public FileDescriptor? File(string name) => _byName.GetValueOrDefault(name);

    public FileDescriptor? FileOfSymbol(string fullName) => _bySymbol.GetValueOrDefault(fullName);

    public FileDescriptor? FileOfExtension(string extended, int number) =>
        _byExtended.TryGetValue(extended, out SortedDictionary<int, FileDescriptor>? numbers)
            ? numbers.GetValueOrDefault(number) : null;

    /// <summary>Null for what is no message anybody knows.</summary>
    public IReadOnlyCollection<int>? ExtensionNumbers(string extended)
    {
        if (_byExtended.TryGetValue(extended, out SortedDictionary<int, FileDescriptor>? numbers))
        {
            return numbers.Keys;
        }

        return _messages.Contains(extended) ? [] : null;
    }

    /// <summary>The file and everything it imports, itself first, each once.</summary>
    public static IReadOnlyList<FileDescriptor> WithImports(FileDescriptor file)
    {
        List<FileDescriptor> files = [file];
        for (int at = 0; at < files.Count; at++)
        {
            files.AddRange(files[at].Dependencies.Where(import => files.TrueForAll(known => known.Name != import.Name)));
        }

        return files;
    }

    private void Add(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (FileDescriptor import in file.Dependencies)
        {
            Add(import);
        }

        foreach (ServiceDescriptor service in file.Services)
        {
            _bySymbol[service.FullName] = file;
            AddSymbols(service.Methods, file);
        }

        foreach (EnumDescriptor one in file.EnumTypes)
        {
            Add(one, file);
        }

        foreach (MessageDescriptor message in file.MessageTypes)
        {
            Add(message, file);
        }

        AddExtensions(file.Extensions, file);
    }

    private void Add(MessageDescriptor message, FileDescriptor file)
    {
        _bySymbol[message.FullName] = file;
        _messages.Add(message.FullName);
        AddSymbols(message.Fields.InDeclarationOrder(), file);
        AddSymbols(message.Oneofs, file);
        AddExtensions(message.Extensions, file);
        foreach (EnumDescriptor one in message.EnumTypes)
        {
            Add(one, file);
        }

        foreach (MessageDescriptor nested in message.NestedTypes)
        {
            Add(nested, file);
        }
    }

    private void Add(EnumDescriptor one, FileDescriptor file)
    {
        _bySymbol[one.FullName] = file;

        // A value's full name stands beside its enum, not below it, as in C++; the library says it otherwise.
        string scope = one.FullName[..^one.Name.Length];
        foreach (EnumValueDescriptor value in one.Values)
        {
            _bySymbol[scope + value.Name] = file;
        }
    }

    private void AddExtensions(ExtensionCollection extensions, FileDescriptor file)
    {
        foreach (FieldDescriptor extension in extensions.UnorderedExtensions)
        {
            _bySymbol[extension.FullName] = file;
            string extended = extension.ExtendeeType.FullName;
            if (!_byExtended.TryGetValue(extended, out SortedDictionary<int, FileDescriptor>? numbers))
            {
                _byExtended[extended] = numbers = [];
            }

            numbers[extension.FieldNumber] = file;
        }
    }

    private void AddSymbols(IEnumerable<IDescriptor> descriptors, FileDescriptor file)
    {
        foreach (IDescriptor descriptor in descriptors)
        {
            _bySymbol[descriptor.FullName] = file;
        }
    }
}
