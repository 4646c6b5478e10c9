using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A file to read, or to write once.</summary>
public interface IFileHandle : IDisposable
{
    bool CanWrite { get; }

    bool CanRead { get; }

    Stream CreateWriteStream();

    Stream OpenReadStream();
}

/// <summary>A file of the file system.</summary>
public sealed class SimpleFileHandle : IFileHandle
{
    private readonly IExceptionContext _ectx;
    private readonly string _path;
    private readonly bool _autoDelete;
    private bool _wrote;
    private bool _disposed;

    public SimpleFileHandle(IExceptionContext ectx, string path, bool needsWrite, bool autoDelete)
    {
        _ectx = ectx;
        _ectx.CheckNonEmpty(path, nameof(path));
        _path = path;
        _autoDelete = autoDelete;
        _wrote = !needsWrite;
    }

    public bool CanWrite => !_wrote && !_disposed;

    public bool CanRead => _wrote && !_disposed;

    public Stream CreateWriteStream()
    {
        _ectx.Check(CanWrite, "File can't be written");
        _wrote = true;
        return new FileStream(_path, FileMode.Create, FileAccess.Write);
    }

    public Stream OpenReadStream()
    {
        _ectx.Check(CanRead, "File can't be read");
        return new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_autoDelete && File.Exists(_path))
            File.Delete(_path);
    }
}
