using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx;

/// <summary>The values of tensors, wherever they are and whatever they are made of.</summary>
internal static class TensorValues
{
    public static OnnxTensor ToOnnx(Tensor tensor) => OnnxTensor.Of(Tensors.ToFloats(tensor), tensor.shape);
}
