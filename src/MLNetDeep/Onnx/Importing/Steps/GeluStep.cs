using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>x times the share of a normal distribution below x.</summary>
internal sealed class GeluStep(OnnxNode node, string input) : GraphStep("Gelu", node, input)
{
    public override Tensor[] Run(Tensor?[] inputs) => [functional.gelu(inputs[0]!)];
}
