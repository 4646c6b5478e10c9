using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNetDeep.Common;

/// <summary>Between arrays and tensors, by one copy.</summary>
internal static class Tensors
{
    public static Tensor OfLongs(ReadOnlySpan<long> values)
    {
        var tensor = empty([values.Length], ScalarType.Int64);
        MemoryMarshal.AsBytes(values).CopyTo(tensor.bytes);
        return tensor;
    }

    public static Tensor OfInts(ReadOnlySpan<int> values)
    {
        var tensor = empty([values.Length], ScalarType.Int32);
        MemoryMarshal.AsBytes(values).CopyTo(tensor.bytes);
        return tensor;
    }

    public static Tensor OfFloats(ReadOnlySpan<float> values, params long[] shape)
    {
        var tensor = empty(shape, ScalarType.Float32);
        MemoryMarshal.AsBytes(values).CopyTo(tensor.bytes);
        return tensor;
    }

    /// <summary>On a device. What <c>to</c> gives is another tensor even on the same device; the first would be left to the collector.</summary>
    public static Tensor OfFloats(ReadOnlySpan<float> values, Device device, params long[] shape)
    {
        using var onCpu = OfFloats(values, shape);
        return onCpu.to(device);
    }

    /// <summary>The values of a real tensor, from any device.</summary>
    public static float[] ToFloats(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return MemoryMarshal.Cast<byte, float>(tensor.detach().to(ScalarType.Float32).cpu().contiguous().bytes).ToArray();
    }
}
