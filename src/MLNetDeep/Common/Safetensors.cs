using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace MLNetDeep.Common;

/// <summary>
/// Tensors by name in the safetensors format: the length of a header, the header as JSON, and the bytes of all tensors one
/// behind the other. Other tools read and write it, and nothing in it can run.
/// </summary>
internal static class Safetensors
{
    private const long LargestHeader = 100_000_000;

    /// <summary>Writes tensors, in the order of their names.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var ordered = tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        byte[] header = Header(ordered);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in ordered)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        }
    }

    /// <summary>Reads all tensors, which are the caller's to dispose.</summary>
    /// <exception cref="InvalidDataException">The stream is not such a file, or ends early.</exception>
    public static Dictionary<string, Tensor> Read(Stream stream)
    {
        var entries = ReadHeader(stream);
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            long position = 0;
            foreach (var entry in entries.OrderBy(entry => entry.Begin))
            {
                if (entry.Begin != position)
                    throw Corrupt($"'{entry.Name}' does not follow on what comes before it");
                tensors.Add(entry.Name, ReadTensor(stream, entry));
                position = entry.End;
            }
            return tensors;
        }
        catch
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw;
        }
    }

    private static byte[] Header(List<KeyValuePair<string, Tensor>> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            long position = 0;
            foreach (var (name, tensor) in tensors)
                position = WriteEntry(json, name, tensor, position);
            json.WriteEndObject();
        }
        // Spaces round it up, so that the numbers behind it are aligned.
        while (buffer.Length % sizeof(long) != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long begin)
    {
        long end = begin + SafetensorsEntry.SizeOf(tensor.dtype, tensor.shape);
        json.WriteStartObject(name);
        json.WriteString("dtype", SafetensorsEntry.NameOf(tensor.dtype));
        json.WriteStartArray("shape");
        foreach (long dim in tensor.shape)
            json.WriteNumberValue(dim);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static List<SafetensorsEntry> ReadHeader(Stream stream)
    {
        byte[] length = new byte[sizeof(long)];
        Fill(stream, length);
        long size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size is < 2 or > LargestHeader)
            throw Corrupt($"a header of {size} bytes");
        byte[] header = new byte[size];
        Fill(stream, header);
        try
        {
            using var json = JsonDocument.Parse(header);
            return [.. json.RootElement.EnumerateObject()
                .Where(property => property.Name != "__metadata__")
                .Select(property => SafetensorsEntry.Parse(property.Name, property.Value))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or OverflowException)
        {
            throw Corrupt("its header is not what it should be", e);
        }
    }

    private static Tensor ReadTensor(Stream stream, SafetensorsEntry entry)
    {
        var tensor = empty(entry.Shape, entry.Type);
        try
        {
            Fill(stream, tensor.bytes);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    private static void Fill(Stream stream, Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw Corrupt("it ends too early", e);
        }
    }

    private static InvalidDataException Corrupt(string why, Exception? inner = null) =>
        new($"The weights are not a whole safetensors file: {why}.", inner);
}
