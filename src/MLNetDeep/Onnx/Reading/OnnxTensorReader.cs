using System.Globalization;
using System.Text;
using Google.Protobuf;
using MLNetDeep.Onnx.Graph;
using static MLNetDeep.Onnx.Reading.ProtoFields;

namespace MLNetDeep.Onnx.Reading;

/// <summary>Reads the tensors of ONNX files, in the file or in one beside it.</summary>
/// <param name="path">The file.</param>
internal sealed class OnnxTensorReader(string path)
{
    /// <summary>A tensor and its name.</summary>
    public (string Name, OnnxTensor Tensor) ReadTensor(CodedInputStream stream)
    {
        var (name, element, isOutside) = ("", OnnxElement.Float, false);
        List<long> shape = [];
        ReadOnlyMemory<byte> raw = default;
        List<float> floats = [];
        List<int> ints = [];
        List<long> longs = [];
        List<double> doubles = [];
        List<ulong> unsigned = [];
        List<string> texts = [];
        Dictionary<string, string> place = [];
        Each(stream, (field, isPacked) =>
        {
            switch (field)
            {
                case 1: Repeated(stream, isPacked, shape, inner => inner.ReadInt64()); break;
                case 2: element = (OnnxElement)stream.ReadInt64(); break;
                case 4: Repeated(stream, isPacked, floats, inner => inner.ReadFloat()); break;
                case 5: Repeated(stream, isPacked, ints, inner => inner.ReadInt32()); break;
                case 6: texts.Add(Encoding.UTF8.GetString(stream.ReadBytes().Span)); break;
                case 7: Repeated(stream, isPacked, longs, inner => inner.ReadInt64()); break;
                case 8: name = stream.ReadString(); break;
                case 9: raw = stream.ReadBytes().Memory; break;
                case 10: Repeated(stream, isPacked, doubles, inner => inner.ReadDouble()); break;
                case 11: Repeated(stream, isPacked, unsigned, inner => inner.ReadUInt64()); break;
                case 13:
                    var (key, value) = Message(stream, ReadEntry);
                    place[key] = value;
                    break;
                case 14: isOutside = stream.ReadInt64() == 1; break;
                default: return false;
            }
            return true;
        });
        if (isOutside) raw = ReadOutside(name, place);
        else if (raw.IsEmpty)
            raw = floats.Count > 0 ? OnnxTensor.Bytes(floats.ToArray())
                : doubles.Count > 0 ? OnnxTensor.Bytes(doubles.ToArray())
                : longs.Count > 0 ? OnnxTensor.Bytes(longs.ToArray())
                : unsigned.Count > 0 ? (element == OnnxElement.UInt32 ? OnnxTensor.Bytes(unsigned.Select(one => (uint)one).ToArray()) : OnnxTensor.Bytes(unsigned.ToArray()))
                : Narrow(element, ints);
        var tensor = new OnnxTensor(element, [.. shape], raw, element == OnnxElement.String ? texts : null);
        tensor.Check(name);
        return (name, tensor);
    }

    // Small whole numbers, flags and reals of 16 bits have a field of 32 bits each.
    private static ReadOnlyMemory<byte> Narrow(OnnxElement element, List<int> ints) => OnnxTensor.SizeOf(element) switch
    {
        1 => ints.Select(one => (byte)one).ToArray(),
        2 => OnnxTensor.Bytes(ints.Select(one => (ushort)one).ToArray()),
        _ => OnnxTensor.Bytes(ints.ToArray()),
    };

    private static (string Key, string Value) ReadEntry(CodedInputStream stream)
    {
        var (key, value) = ("", "");
        Each(stream, field =>
        {
            switch (field)
            {
                case 1: key = stream.ReadString(); break;
                case 2: value = stream.ReadString(); break;
                default: return false;
            }
            return true;
        });
        return (key, value);
    }

    private ReadOnlyMemory<byte> ReadOutside(string name, Dictionary<string, string> place)
    {
        var location = place.GetValueOrDefault("location") ?? throw new InvalidDataException($"the tensor '{name}' is said to be in another file, but not in which");
        var folder = Path.GetFullPath(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = Path.GetFullPath(Path.Combine(folder, location));
        // A model from elsewhere reads no files but those beside it.
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InvalidDataException($"the tensor '{name}' is said to be in '{location}', which is not beside the model");
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no file '{file}', which has the tensor '{name}' of '{path}'.", file);
        using var stream = File.OpenRead(file);
        var from = Number("offset", 0);
        var length = Number("length", stream.Length - from);
        if (from < 0 || length < 0 || from > stream.Length - length)
            throw new InvalidDataException($"the tensor '{name}' is said to have {length} bytes from {from} on in '{location}', which has {stream.Length}");
        var bytes = new byte[length];
        stream.Position = from;
        stream.ReadExactly(bytes);
        return bytes;

        long Number(string key, long otherwise) => !place.TryGetValue(key, out var text) ? otherwise
            : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidDataException($"the {key} of the tensor '{name}' in '{location}' is '{text}', not a number");
    }
}
