using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace MLNetDeep.Tests.Architecture;

/// <summary>Says from which folder of the sources a type or a method of an assembly comes; its symbols know.</summary>
internal sealed class SourceFolders : IDisposable
{
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _symbols;
    private readonly string _root;
    private readonly Dictionary<Type, string?> _ofType = [];

    public SourceFolders(Assembly assembly)
    {
        _root = $"/src/{assembly.GetName().Name}/";
        _provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        _symbols = _provider.GetMetadataReader();
    }

    /// <summary>The folder below the project, "" for the project's own; null for what the compiler made up.</summary>
    public string? Of(MethodBase method) => method.DeclaringType is { } type && IsCatalog(type) ? "" : OfMethod(method) ?? Of(method.DeclaringType!);

    public string? Of(Type type)
    {
        if (!_ofType.TryGetValue(type, out var folder))
        {
            folder = Find(type) ?? (type.DeclaringType == null ? null : Of(type.DeclaringType));
            _ofType.Add(type, folder);
        }

        return folder;
    }

    public void Dispose() => _provider.Dispose();

    // The catalogs are one class in many folders, for that is where pairs are put together.
    private static bool IsCatalog(Type type) =>
        (type.Name.StartsWith("Deep", StringComparison.Ordinal) && type.Name.EndsWith("Catalog", StringComparison.Ordinal)) || (type.DeclaringType != null && IsCatalog(type.DeclaringType));

    private string? Find(Type type)
    {
        if (IsCatalog(type))
        {
            return "";
        }

        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return DocumentsOf(type).FirstOrDefault()
            ?? type.GetMembers(Declared).OfType<MethodBase>().Select(OfMethod).FirstOrDefault(f => f != null);
    }

    private string? OfMethod(MethodBase method)
    {
        var row = MetadataTokens.GetRowNumber(MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0xFFFFFF));
        var info = _symbols.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row));
        var document = info.Document.IsNil
            ? info.GetSequencePoints().Select(p => p.Document).FirstOrDefault()
            : info.Document;
        return document.IsNil ? null : Folder(document);
    }

    // Types without code have their documents listed with them.
    private IEnumerable<string> DocumentsOf(Type type)
    {
        var handle = MetadataTokens.TypeDefinitionHandle(type.MetadataToken & 0xFFFFFF);
        foreach (var information in _symbols.GetCustomDebugInformation(handle).Select(_symbols.GetCustomDebugInformation))
        {
            if (_symbols.GetGuid(information.Kind) == TypeDocuments)
            {
                var blob = _symbols.GetBlobReader(information.Value);
                while (blob.RemainingBytes > 0)
                {
                    if (Folder(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger())) is { } folder)
                    {
                        yield return folder;
                    }
                }
            }
        }
    }

    private string? Folder(DocumentHandle handle)
    {
        var path = _symbols.GetString(_symbols.GetDocument(handle).Name).Replace('\\', '/');
        var at = path.LastIndexOf(_root, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var relative = path[(at + _root.Length)..];
        return relative[..Math.Max(0, relative.LastIndexOf('/'))];
    }
}
