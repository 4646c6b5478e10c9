using System.Runtime.InteropServices;

namespace MLNetDeep.Onnx.Graph;

/// <summary>The element types used here, numbered as ONNX numbers them.</summary>
internal enum OnnxElement
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    BFloat16 = 16,
}

/// <summary>A tensor that the model holds: weights, shapes, labels.</summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its dimensions; none for a scalar.</param>
/// <param name="Raw">Its elements, little endian; empty for texts.</param>
/// <param name="Texts">Its elements when they are texts.</param>
internal sealed record OnnxTensor(
    OnnxElement Element, long[] Shape, ReadOnlyMemory<byte> Raw, IReadOnlyList<string>? Texts = null)
{
    public static OnnxTensor Of(float[] values, params long[] shape) => new(OnnxElement.Float, shape, Bytes(values));

    public static OnnxTensor Of(long[] values, params long[] shape) => new(OnnxElement.Int64, shape, Bytes(values));

    public static OnnxTensor OfBytes(byte[] values, params long[] shape) => new(OnnxElement.UInt8, shape, values);

    public static OnnxTensor Vector(params long[] values) => Of(values, values.Length);

    public static OnnxTensor Vector(IReadOnlyList<string> texts) =>
        new(OnnxElement.String, [texts.Count], default, texts);

    public static OnnxTensor Scalar(float value) => Of([value]);

    public static OnnxTensor WholeScalar(long value) => Of([value]);

    public static ReadOnlyMemory<byte> Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    /// <summary>How many elements it has.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Bytes of one element; 0 where that differs or is not known.</summary>
    public static int SizeOf(OnnxElement element) => element switch
    {
        OnnxElement.UInt8 or OnnxElement.Int8 or OnnxElement.Bool => 1,
        OnnxElement.UInt16 or OnnxElement.Int16 or OnnxElement.Float16 or OnnxElement.BFloat16 => 2,
        OnnxElement.Float or OnnxElement.Int32 or OnnxElement.UInt32 => 4,
        OnnxElement.Double or OnnxElement.Int64 or OnnxElement.UInt64 => 8,
        _ => 0,
    };

    /// <summary>Throws where it has not as many elements as its shape says.</summary>
    /// <param name="name">What it is called.</param>
    public void Check(string name)
    {
        if (Shape.Any(size => size < 0)) throw new InvalidDataException($"the tensor '{name}' has a shape of [{string.Join(", ", Shape)}]");
        var (size, found) = (SizeOf(Element), Texts?.Count ?? Raw.Length);
        if (Element != OnnxElement.String && size == 0) throw new InvalidDataException($"the tensor '{name}' is of the element type {(int)Element}, which is not read");
        var wanted = Shape.Aggregate((Int128)(Texts is null ? size : 1), (product, dimension) => product * dimension);
        if (wanted != found)
            throw new InvalidDataException($"the tensor '{name}' of [{string.Join(", ", Shape)}] should have {wanted} {(Texts is null ? "bytes" : "texts")}, but has {found}");
    }

    /// <summary>Fields in ascending order, as protobuf's own writer has them: dims, data_type, string_data, name, raw_data.</summary>
    public ProtoMessage ToProto(string name)
    {
        var proto = new ProtoMessage().AddEach(Shape, (m, dim) => m.Add(1, dim)).Add(2, (long)Element);
        return Texts is null
            ? proto.Add(8, name).Add(9, Raw)
            : proto.AddEach(Texts, (m, text) => m.Add(6, text)).Add(8, name);
    }
}
