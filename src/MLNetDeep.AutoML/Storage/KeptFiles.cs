using System.IO.Compression;

namespace MLNetDeep.AutoML;

/// <summary>The files that are kept with the trials of a sweep, compressed by Brotli.</summary>
internal sealed class KeptFiles(Database database, long sweep)
{
    /// <summary>Keeps a file, or replaces it.</summary>
    /// <exception cref="ArgumentException">There is no such trial.</exception>
    public void Keep(int number, string name, byte[] content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(content);
        byte[] compressed = Compressed(content);
        int rows = database.Write(session => session.Execute(
            """
            INSERT INTO mlnetdeep_kept (sweep, number, name, content)
            SELECT sweep, number, @name, @content FROM mlnetdeep_trial WHERE sweep = @sweep AND number = @number
            ON CONFLICT (sweep, number, name) DO UPDATE SET content = excluded.content
            """,
            ("sweep", sweep), ("number", number), ("name", name), ("content", compressed)));
        if (rows == 0)
            throw new ArgumentException($"There is no trial {number} to keep '{name}' with.", nameof(number));
    }

    /// <summary>A file; null where there is none.</summary>
    public byte[]? Kept(int number, string name) => database.Query(session => session.First(
        "SELECT content FROM mlnetdeep_kept WHERE sweep = @sweep AND number = @number AND name = @name", r => r.GetFieldValue<byte[]>(0),
        ("sweep", sweep), ("number", number), ("name", name))) is { } compressed ? Decompressed(compressed) : null;

    private static byte[] Compressed(byte[] content)
    {
        using var target = new MemoryStream();
        using (var stream = new BrotliStream(target, CompressionLevel.Fastest))
            stream.Write(content);
        return target.ToArray();
    }

    private static byte[] Decompressed(byte[] compressed)
    {
        using var target = new MemoryStream();
        using (var stream = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress))
            stream.CopyTo(target);
        return target.ToArray();
    }
}
