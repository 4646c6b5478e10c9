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
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
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

    /// <summary>Fields in ascending order, as protobuf's own writer has them: dims, data_type, string_data, name, raw_data.</summary>
    public ProtoMessage ToProto(string name)
    {
        var proto = new ProtoMessage().AddEach(Shape, (m, dim) => m.Add(1, dim)).Add(2, (long)Element);
        return Texts is null
            ? proto.Add(8, name).Add(9, Raw)
            : proto.AddEach(Texts, (m, text) => m.Add(6, text)).Add(8, name);
    }
}
