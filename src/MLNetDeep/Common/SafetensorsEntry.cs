using System.Text.Json;
using static TorchSharp.torch;

namespace MLNetDeep.Common;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End)
{
    private static readonly Dictionary<ScalarType, (string Name, int Size)> Types = new()
    {
        [ScalarType.Float64] = ("F64", 8),
        [ScalarType.Float32] = ("F32", 4),
        [ScalarType.Float16] = ("F16", 2),
        [ScalarType.BFloat16] = ("BF16", 2),
        [ScalarType.Int64] = ("I64", 8),
        [ScalarType.Int32] = ("I32", 4),
        [ScalarType.Int16] = ("I16", 2),
        [ScalarType.Int8] = ("I8", 1),
        [ScalarType.Byte] = ("U8", 1),
        [ScalarType.Bool] = ("BOOL", 1),
    };

    public static string NameOf(ScalarType type) => Known(type).Name;

    public static long SizeOf(ScalarType type, long[] shape) =>
        shape.Aggregate((long)Known(type).Size, (size, dim) => checked(size * dim));

    public static SafetensorsEntry Parse(string name, JsonElement json)
    {
        string typeName = json.GetProperty("dtype").GetString() ?? "";
        var type = Types.FirstOrDefault(pair => pair.Value.Name == typeName);
        if (type.Value.Name is null)
            throw new FormatException($"'{typeName}' is not a type of tensors.");
        long[] offsets = Numbers(json.GetProperty("data_offsets"));
        long[] shape = Numbers(json.GetProperty("shape"));
        if (offsets.Length != 2 || shape.Any(dim => dim < 0) || offsets[1] - offsets[0] != SizeOf(type.Key, shape))
            throw new FormatException($"The entry of '{name}' makes no sense.");
        return new SafetensorsEntry(name, type.Key, shape, offsets[0], offsets[1]);
    }

    private static long[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(number => number.GetInt64())];

    private static (string Name, int Size) Known(ScalarType type) => Types.TryGetValue(type, out var known)
        ? known
        : throw new NotSupportedException($"Tensors of type {type} cannot be saved.");
}
