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
            return layer.Node("Gemm", rowShape, [layer.Input.Name, .. layer.Weights(weight, bias)], ("transB", 1));
        // Gemm takes matrices only.
        string product = layer.Op("MatMul", layer.Input.Name, layer.Weights(weight.t()));
        return new OnnxValue(bias is null ? product : layer.Op("Add", product, layer.Weights(bias)), rowShape);
    }

    public static OnnxValue Embedding(Layer layer)
    {
        using var scope = NewDisposeScope();
        var weight = ((Embedding)layer.Module).weight!.detach();
        if (IsCapped(layer, weight))
            throw layer.Unclear("it caps the norm of the rows that it gives (max_norm).");
        string indices = layer.Graph.Node("Cast", [layer.Input.Name], ("to", (long)OnnxElement.Int64));
        return layer.Node("Gather", [.. layer.RowShape, weight.shape[1]], [layer.Weights(weight), indices]);
    }

    /// <summary>TorchSharp tells no embedding's max_norm. A cap changes the weight itself as rows are looked up, so they are put back.</summary>
    private static bool IsCapped(Layer layer, Tensor weight)
    {
        var before = weight.clone();
        layer.Module.forward(Arithmetic.Count(weight.shape[0], weight.device));
        bool capped = !weight.Equals(before);
        if (capped)
            weight.copy_(before);
        return capped;
    }
}
