using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx;

/// <summary>Random tensors that leave TorchSharp's own random numbers alone: saving a model changes nothing that comes later.</summary>
internal static class RandomProbe
{
    /// <summary>Uniform numbers with mean 0 and variance 1, always the same for the same shape.</summary>
    public static Tensor Create(params long[] shape)
    {
        var random = new Random(1);
        float bound = MathF.Sqrt(3);
        float[] values = new float[shape.Aggregate(1L, (product, dim) => product * dim)];
        for (int i = 0; i < values.Length; i++)
            values[i] = ((random.NextSingle() * 2) - 1) * bound;
        return Tensors.OfFloats(values, shape);
    }
}
