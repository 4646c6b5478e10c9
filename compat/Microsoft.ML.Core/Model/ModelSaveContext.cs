using System.IO.Compression;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component writes itself: one folder of a model file.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string KeyEntry = "Model.key";
    internal const ulong Signature = 0x4C45444F4D544D43; // "CMTMODEL"

    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly MemoryStream _body = new();
    private string _loader = "";
    private bool _disposed;

    internal ModelSaveContext(ZipArchive archive, string folder)
    {
        _archive = archive;
        _folder = folder;
        Writer = new BinaryWriter(_body, new UTF8Encoding(false));
    }

    /// <summary>The body of the component.</summary>
    internal BinaryWriter Writer { get; }

    /// <summary>Says which type reads this back, by its static Create(IHostEnvironment, ModelLoadContext).</summary>
    internal void SetLoader(Type type) => _loader = $"{type.FullName}, {type.Assembly.GetName().Name}";

    /// <summary>Saves a part in a folder within this one; nothing for null.</summary>
    internal void SaveModel<T>(T? child, string name) where T : class
    {
        if (child == null)
            return;
        ICanSaveModel part = child as ICanSaveModel
            ?? throw Contracts.Except($"'{child.GetType().Name}' cannot be saved.");
        using var ctx = new ModelSaveContext(_archive, PathOf(name));
        part.Save(ctx);
        ctx.Finish();
    }

    /// <summary>Saves a stream of bytes beside the body.</summary>
    internal void SaveBytes(string name, ReadOnlySpan<byte> bytes)
    {
        using Stream stream = _archive.CreateEntry(PathOf(name)).Open();
        stream.Write(bytes);
    }

    /// <summary>Writes the entry. Not part of Dispose, so that a failed save does not look like a finished one.</summary>
    internal void Finish()
    {
        Writer.Flush();
        using Stream stream = _archive.CreateEntry(PathOf(KeyEntry)).Open();
        using var header = new BinaryWriter(stream, new UTF8Encoding(false));
        header.Write(Signature);
        header.Write(_loader);
        header.Flush();
        _body.WriteTo(stream);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Writer.Dispose();
    }

    private string PathOf(string name) => _folder.Length == 0 ? name : $"{_folder}/{name}";
}
