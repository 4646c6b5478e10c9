using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Streams, such as files, to be read one after the other.</summary>
public interface IMultiStreamSource
{
    int Count { get; }

    string GetPathOrNull(int index);

    Stream Open(int index);

    TextReader OpenTextReader(int index);
}

/// <summary>Files by their paths. A path may hold wildcards, and several paths joined by '+'.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths)
    {
        Contracts.CheckValue(paths, nameof(paths));
        _paths = [.. paths.SelectMany(FilePatterns.Expand)];
    }

    public int Count => _paths.Length;

    public string GetPathOrNull(int index)
    {
        Contracts.CheckParam(index >= 0 && index < Count, nameof(index));
        return _paths[index];
    }

    public Stream Open(int index)
        => new FileStream(GetPathOrNull(index), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}

/// <summary>One file handle.</summary>
public sealed class FileHandleSource : IMultiStreamSource
{
    private readonly IFileHandle _file;

    public FileHandleSource(IFileHandle file)
    {
        Contracts.CheckValue(file, nameof(file));
        Contracts.CheckParam(file.CanRead, nameof(file), "File handle must be readable");
        _file = file;
    }

    public int Count => 1;

    public string GetPathOrNull(int index)
    {
        Contracts.CheckParam(index == 0, nameof(index));
        return null!;
    }

    public Stream Open(int index)
    {
        Contracts.CheckParam(index == 0, nameof(index));
        return _file.OpenReadStream();
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}
