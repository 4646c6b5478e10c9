using System.IO.Compression;
using System.Reflection;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component reads itself back from: one folder of a model file.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _folder;

    private ModelLoadContext(ZipArchive archive, string folder, BinaryReader reader, string loader)
    {
        _archive = archive;
        _folder = folder;
        Reader = reader;
        LoaderName = loader;
    }

    /// <summary>The body of the component.</summary>
    internal BinaryReader Reader { get; }

    internal string LoaderName { get; }

    /// <summary>Loads the component in a folder of an archive.</summary>
    internal static T LoadModel<T>(IHostEnvironment env, ZipArchive archive, string folder)
    {
        using ModelLoadContext ctx = TryOpen(archive, folder)
            ?? throw env.Except($"Repository doesn't contain entry {folder}/{ModelSaveContext.KeyEntry}");
        return ctx.Instantiate(env) is T component ? component : throw env.ExceptDecode("Corrupt model file");
    }

    internal static bool Contains(ZipArchive archive, string folder)
        => archive.GetEntry($"{folder}/{ModelSaveContext.KeyEntry}") != null;

    /// <summary>Loads a part from a folder within this one.</summary>
    internal T LoadModel<T>(IHostEnvironment env, string name) => LoadModel<T>(env, _archive, PathOf(name));

    /// <summary>Loads a part where there is one.</summary>
    internal T? LoadModelOrNull<T>(IHostEnvironment env, string name) where T : class
        => Contains(_archive, PathOf(name)) ? LoadModel<T>(env, name) : null;

    internal byte[] LoadBytes(string name) => LoadBytesOrNull(name)
        ?? throw Contracts.Except($"Repository doesn't contain entry {PathOf(name)}");

    internal byte[]? LoadBytesOrNull(string name)
        => _archive.GetEntry(PathOf(name)) is { } entry ? ReadAll(entry) : null;

    public void Dispose() => Reader.Dispose();

    private static ModelLoadContext? TryOpen(ZipArchive archive, string folder)
    {
        if (archive.GetEntry($"{folder}/{ModelSaveContext.KeyEntry}") is not { } entry)
            return null;
        var reader = new BinaryReader(new MemoryStream(ReadAll(entry)), new UTF8Encoding(false));
        try
        {
            Contracts.CheckDecode(reader.ReadUInt64() == ModelSaveContext.Signature);
            return new ModelLoadContext(archive, folder, reader, reader.ReadString());
        }
        catch (EndOfStreamException e)
        {
            throw new FormatException("Corrupt model file", e);
        }
    }

    private object Instantiate(IHostEnvironment env)
    {
        Func<IHostEnvironment, ModelLoadContext, object> create = CreatorOf(env, LoaderName);
        try
        {
            return create(env, this);
        }
        catch (Exception e)
        {
            throw env.Except(e, "Error during class instantiation");
        }
    }

    private static Func<IHostEnvironment, ModelLoadContext, object> CreatorOf(IHostEnvironment env, string loader)
    {
        int comma = loader.LastIndexOf(", ", StringComparison.Ordinal);
        env.CheckDecode(comma > 0);
        Type type = AssemblyOf(env, loader[(comma + 2)..]).GetType(loader[..comma])
            ?? throw env.ExceptDecode($"Unknown loader type '{loader}' in the model file");
        MethodInfo create = type.GetMethod("Create", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic,
                [typeof(IHostEnvironment), typeof(ModelLoadContext)])
            ?? throw env.ExceptDecode($"The loader type '{loader}' of the model file cannot be instantiated");
        return create.CreateDelegate<Func<IHostEnvironment, ModelLoadContext, object>>();
    }

    private static Assembly AssemblyOf(IHostEnvironment env, string name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw env.ExceptDecode(e, $"The model file needs the assembly '{name}', which is not there");
        }
    }

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private string PathOf(string name) => $"{_folder}/{name}";
}
