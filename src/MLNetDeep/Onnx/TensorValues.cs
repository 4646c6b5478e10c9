using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx;

/// <summary>The values of tensors, wherever they are and whatever they are made of.</summary>
internal static class TensorValues
{
    public static OnnxTensor ToOnnx(Tensor tensor) => OnnxTensor.Of(Tensors.ToFloats(tensor), tensor.shape);

    /// <summary>Whether two tensors hold the same numbers, but for rounding in single precision.</summary>
    public static bool AreClose(Tensor left, Tensor right, float tolerance = 1e-4f) =>
        left.shape.SequenceEqual(right.shape) && AreClose(Tensors.ToFloats(left), Tensors.ToFloats(right), tolerance);

    public static bool AreClose(float[] left, float[] right, float tolerance = 1e-4f)
    {
        if (left.Length != right.Length)
            return false;
        float scale = Math.Max(right.Length == 0 ? 0 : right.Max(MathF.Abs), 1e-6f);
        for (int i = 0; i < left.Length; i++)
        {
            // NaN must not pass for close.
            if (!(MathF.Abs(left[i] - right[i]) <= tolerance * scale))
                return false;
        }
        return true;
    }
}
