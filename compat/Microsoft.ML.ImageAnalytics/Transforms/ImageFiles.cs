using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads files named by a text column, one after the other, into memory that is used again.</summary>
internal sealed class ImageFiles(string? folder, ValueGetter<ReadOnlyMemory<char>> getter)
{
    private ReadOnlyMemory<char> _name;
    private byte[] _buffer = [];

    /// <summary>The path of the current row's file; null where the row names none.</summary>
    internal string? NextPath()
    {
        getter(ref _name);
        if (_name.IsEmpty)
            return null;
        string name = _name.ToString();
        return string.IsNullOrWhiteSpace(folder) ? name : Path.Combine(folder, name);
    }

    /// <summary>The image of the current row; null where the row names none.</summary>
    internal MLImage? NextImage()
    {
        if (NextPath() is not { } path)
            return null;
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        int length = checked((int)RandomAccess.GetLength(handle));
        if (_buffer.Length < length)
            _buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, _buffer.Length * 3 / 2));
        length = Fill(handle, _buffer.AsSpan(0, length));
        MLImage image = MLImage.Decode(_buffer.AsSpan(0, length)) ?? throw Contracts.Except($"Failed to load image {path}.");
        image.Tag = path;
        return image;
    }

    /// <summary>The bytes of the current row's file; empty where the row names none.</summary>
    internal void NextBytes(ref VBuffer<byte> bytes)
    {
        if (NextPath() is not { } path)
        {
            bytes = VBufferEditor.Create(ref bytes, 0).Commit();
            return;
        }
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        VBufferEditor<byte> editor = VBufferEditor.Create(ref bytes, checked((int)RandomAccess.GetLength(handle)));
        Contracts.Check(Fill(handle, editor.Values) == editor.Values.Length, $"{path} changed while it was read.");
        bytes = editor.Commit();
    }

    private static int Fill(Microsoft.Win32.SafeHandles.SafeFileHandle handle, Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length && RandomAccess.Read(handle, buffer[done..], done) is int read and > 0)
            done += read;
        return done;
    }
}
