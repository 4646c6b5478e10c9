using ZstdSharp;

namespace MLNetDeep.Files.Reading;

/// <summary>One file as bytes, unpacked where it is packed. Standard input is kept in a temporary file, since it is read more than once.</summary>
internal sealed class InputFile(string path, string name)
{
    /// <summary>What users call it.</summary>
    public string Name => name;

    /// <summary>The files that a path, a pattern or "-" stands for, in the order of their names.</summary>
    public static IReadOnlyList<InputFile> Resolve(string path)
    {
        if (path == "-") return [OfStandardInput()];
        if (File.Exists(path)) return [new InputFile(path, path)];
        if (Directory.Exists(path)) throw new TableFileException($"'{path}' is a folder, but a file is expected; several are named by a pattern, such as '{Path.Combine(path, "*.csv")}'.");
        if (path.AsSpan().IndexOfAny('*', '?') < 0) throw new TableFileException($"There is no file '{path}'.");
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        string[] found = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
        return found.Length > 0 ? [.. found.Select(f => new InputFile(f, f))] : throw new TableFileException($"No file matches '{path}'.");
    }

    /// <summary>The bytes, from the beginning.</summary>
    public Stream Open()
    {
        try
        {
            return Unpacked(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TableFileException($"'{name}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The first bytes; fewer where the file is short.</summary>
    public byte[] Head(int count)
    {
        using var stream = Open();
        var bytes = new byte[count];
        try
        {
            return bytes[..stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    /// <summary>Whether an exception of a stream means that the packed file is broken.</summary>
    public static bool IsDamage(Exception e) => e is InvalidDataException or ZstdException or EndOfStreamException or IOException;

    /// <summary>The error for it.</summary>
    public TableFileException Damaged(Exception e) => new($"'{name}' cannot be read to its end: {e.Message}", e);

    private static Stream Unpacked(FileStream file)
    {
        Span<byte> magic = stackalloc byte[4];
        var read = file.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        file.Position = 0;
        if (read >= 2 && magic[0] == 0x1F && magic[1] == 0x8B) return new WholeGzipStream(file);
        return read == 4 && magic.SequenceEqual((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? new DecompressionStream(file, leaveOpen: false) : file;
    }

    private static InputFile OfStandardInput()
    {
        var copy = Path.Combine(Path.GetTempPath(), $"mlnetdeep-stdin-{Environment.ProcessId}-{Guid.NewGuid():N}");
        using (var target = new FileStream(copy, FileMode.CreateNew))
        using (var source = Console.OpenStandardInput())
            source.CopyTo(target);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(copy);
        return new InputFile(copy, "standard input");
    }
}
