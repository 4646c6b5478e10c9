using System.Runtime.InteropServices;
using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx;

/// <summary>The values of tensors, wherever they are and whatever they are made of.</summary>
internal static class TensorValues
{
    public static OnnxTensor ToOnnx(Tensor tensor) => OnnxTensor.Of(Tensors.ToFloats(tensor), tensor.shape);

    /// <summary>A tensor of any element type as ONNX has it.</summary>
    public static OnnxTensor ToOnnxAsIs(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var own = tensor.detach().cpu().contiguous();
        var element = own.dtype switch
        {
            ScalarType.Int64 => OnnxElement.Int64,
            ScalarType.Int32 => OnnxElement.Int32,
            ScalarType.Bool => OnnxElement.Bool,
            ScalarType.Float64 => OnnxElement.Double,
            ScalarType.Byte => OnnxElement.UInt8,
            ScalarType.Int8 => OnnxElement.Int8,
            _ => OnnxElement.Float,
        };
        return element == OnnxElement.Float ? ToOnnx(own) : new OnnxTensor(element, own.shape, own.bytes.ToArray());
    }

    /// <summary>The type of a tensor of such elements; null where there is none. Reals of 16 bits become those of 32.</summary>
    public static ScalarType? TypeOf(OnnxElement element) => element switch
    {
        OnnxElement.Float or OnnxElement.Float16 or OnnxElement.BFloat16 => ScalarType.Float32,
        OnnxElement.Double => ScalarType.Float64,
        OnnxElement.Int64 or OnnxElement.UInt64 or OnnxElement.UInt32 => ScalarType.Int64,
        OnnxElement.Int32 or OnnxElement.UInt16 => ScalarType.Int32,
        OnnxElement.Int16 => ScalarType.Int16,
        OnnxElement.Int8 => ScalarType.Int8,
        OnnxElement.UInt8 => ScalarType.Byte,
        OnnxElement.Bool => ScalarType.Bool,
        _ => null,
    };

    /// <summary>A tensor that a model holds.</summary>
    /// <exception cref="NotSupportedException">It holds texts.</exception>
    public static Tensor ToTorch(OnnxTensor tensor)
    {
        var type = TypeOf(tensor.Element) ?? throw new NotSupportedException($"a tensor of {tensor.Element} elements is not offered");
        var bytes = tensor.Raw.Span;
        var result = empty(tensor.Shape, type);
        switch (tensor.Element)
        {
            case OnnxElement.Float16: Convert<Half, float>(bytes, result, half => (float)half); break;
            case OnnxElement.BFloat16: Convert<ushort, float>(bytes, result, upper => BitConverter.UInt32BitsToSingle((uint)upper << 16)); break;
            case OnnxElement.UInt32: Convert<uint, long>(bytes, result, one => one); break;
            case OnnxElement.UInt64: Convert<ulong, long>(bytes, result, one => (long)one); break;
            case OnnxElement.UInt16: Convert<ushort, int>(bytes, result, one => one); break;
            default: bytes.CopyTo(result.bytes); break;
        }
        return result;
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<byte> from, Tensor to, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var read = MemoryMarshal.Cast<byte, TFrom>(from);
        var written = MemoryMarshal.Cast<byte, TTo>(to.bytes);
        for (var i = 0; i < read.Length; i++) written[i] = convert(read[i]);
    }
}
