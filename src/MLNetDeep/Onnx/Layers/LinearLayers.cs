using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Layers that multiply with a matrix or look rows up in it.</summary>
internal static class LinearLayers
{
    public static OnnxValue Linear(Layer layer)
    {
        using var scope = NewDisposeScope();
        var linear = (Linear)layer.Module;
        var (weight, bias) = (linear.weight!, linear.bias);
        long[] rowShape = [.. layer.RowShape[..^1], weight.shape[0]];
        if (rowShape.Length == 1)
        {
            string[] inputs = [layer.Input.Name, layer.Weights(weight), .. bias is null ? [] : new[] { layer.Weights(bias) }];
            return layer.Node("Gemm", rowShape, inputs, ("transB", 1));
        }
        // Gemm takes matrices only.
        string product = layer.Op("MatMul", layer.Input.Name, layer.Weights(weight.t()));
        return new OnnxValue(bias is null ? product : layer.Op("Add", product, layer.Weights(bias)), rowShape);
    }

    public static OnnxValue Embedding(Layer layer)
    {
        var weight = ((Embedding)layer.Module).weight!;
        // A cap on the norm changes rows as they are looked up.
        using var scope = NewDisposeScope();
        var all = Arithmetic.Count(weight.shape[0], weight.device);
        if (!TensorValues.AreClose(layer.Forward(all), weight.detach()))
            throw layer.Unclear("it gives other rows than those of its weight (max_norm).");
        string indices = layer.Graph.Node("Cast", [layer.Input.Name], ("to", (long)OnnxElement.Int64));
        return layer.Node("Gather", [.. layer.RowShape, weight.shape[1]], [layer.Weights(weight), indices]);
    }
}
