using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Normalisations.</summary>
internal static class NormLayers
{
    /// <summary>A node of its own, not a line per channel: ONNX Runtime melts it into the convolution before it.</summary>
    public static OnnxValue Batch(Layer layer)
    {
        using var scope = NewDisposeScope();
        var norm = (NormBase)layer.Module;
        if (norm.running_mean is not { } mean || norm.running_var is not { } variance)
            throw layer.Unclear("it keeps no running statistics, so that rows depend on the others in their batch.");
        string[] inputs =
        [
            layer.Input.Name, layer.Weights(norm.weight ?? ones_like(mean)), layer.Weights(norm.bias ?? zeros_like(mean)),
            layer.Weights(mean), layer.Weights(variance),
        ];
        return layer.Node("BatchNormalization", layer.RowShape, inputs, ("epsilon", (float)norm.eps));
    }

    public static OnnxValue Layer(Layer layer)
    {
        using var scope = NewDisposeScope();
        var norm = (LayerNorm)layer.Module;
        string[] inputs = [layer.Input.Name, .. layer.Weights(norm.weight ?? ones(norm.normalized_shape), norm.bias)];
        return layer.Node("LayerNormalization", layer.RowShape, inputs,
            ("axis", -norm.normalized_shape.Length), ("epsilon", (float)norm.eps));
    }

    /// <summary>Opset 17 has no such operator: groups become the channels of an instance normalisation.</summary>
    public static OnnxValue Group(Layer layer)
    {
        using var scope = NewDisposeScope();
        var norm = (GroupNorm)layer.Module;
        long groups = norm.num_groups;
        string grouped = layer.Op("Reshape", layer.Input.Name, layer.Graph.Constant(OnnxTensor.Vector(0, groups, -1)));
        string normal = layer.Graph.Node(
            "InstanceNormalization", [grouped, layer.Weights(ones(groups)), layer.Weights(zeros(groups))],
            ("epsilon", (float)norm.eps));
        string value = layer.Op("Reshape", normal, layer.Graph.Constant(OnnxTensor.Vector([-1, .. layer.RowShape])));
        long[] perChannel = [layer.RowShape[0], .. Enumerable.Repeat(1L, layer.RowShape.Length - 1)];
        if (norm.weight is { } weight)
            value = layer.Op("Mul", value, layer.Weights(weight.reshape(perChannel)));
        return layer.Same(norm.bias is { } bias ? layer.Op("Add", value, layer.Weights(bias.reshape(perChannel))) : value);
    }
}
