using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Normalisations.</summary>
internal static class NormLayers
{
    // Beside numbers of this size no epsilon in use shows; beside those of that size each does.
    private const double Large = 1e3, Small = 1e-3;

    /// <summary>
    /// In evaluation mode a batch normalisation is a line per channel: two probes give its slope and its offset, with epsilon
    /// and statistics in them. The node keeps its name, as ONNX Runtime melts it into the convolution before it.
    /// </summary>
    public static OnnxValue Batch(Layer layer)
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = Statistics(layer);
        long channels = mean.shape[0];
        long[] one = [1, channels, .. Enumerable.Repeat(1L, Math.Max(layer.RowShape.Length - 1, 0))];
        var step = mean.abs().Plus(variance.sqrt()).Plus(1e-3).reshape(one);
        var high = layer.Forward(step);
        var low = layer.Forward(-step);
        var slope = ((high - low) / step.Times(2)).reshape(channels);
        var offset = high.Plus(low).Over(2).reshape(channels);
        string[] inputs =
        [
            layer.Input.Name, layer.Weights(slope), layer.Weights(offset),
            layer.Weights(zeros(channels)), layer.Weights(ones(channels)),
        ];
        return layer.Node("BatchNormalization", layer.RowShape, inputs, ("epsilon", 0f));
    }

    public static OnnxValue Layer(Layer layer)
    {
        using var scope = NewDisposeScope();
        var norm = (LayerNorm)layer.Module;
        var (weight, bias) = (norm.weight?.detach(), norm.bias?.detach());
        long[] over = weight is null ? NormalizedShape(layer) : weight.shape;
        float epsilon = Epsilon(layer, (x, eps) => functional.layer_norm(x, over, weight, bias, eps));
        string scale = weight is null ? layer.Weights(ones(over)) : layer.Weights(weight);
        string[] inputs = [layer.Input.Name, scale, .. bias is null ? [] : new[] { layer.Weights(bias) }];
        return layer.Node("LayerNormalization", layer.RowShape, inputs, ("axis", -over.Length), ("epsilon", epsilon));
    }

    /// <summary>Opset 17 has no such operator: groups become the channels of an instance normalisation.</summary>
    public static OnnxValue Group(Layer layer)
    {
        using var scope = NewDisposeScope();
        var norm = (GroupNorm)layer.Module;
        var (weight, bias) = (norm.weight?.detach(), norm.bias?.detach());
        long groups = Groups(layer, weight, bias);
        float epsilon = Epsilon(layer, (x, eps) => functional.group_norm(x, groups, weight, bias, eps));

        string grouped = layer.Op("Reshape", layer.Input.Name, layer.Graph.Constant(OnnxTensor.Vector(0, groups, -1)));
        string normal = layer.Graph.Node(
            "InstanceNormalization", [grouped, layer.Weights(ones(groups)), layer.Weights(zeros(groups))],
            ("epsilon", epsilon));
        string value = layer.Op("Reshape", normal, layer.Graph.Constant(OnnxTensor.Vector([-1, .. layer.RowShape])));
        long[] perChannel = [layer.RowShape[0], .. Enumerable.Repeat(1L, layer.RowShape.Length - 1)];
        if (weight is not null)
            value = layer.Op("Mul", value, layer.Weights(weight.reshape(perChannel)));
        return layer.Same(bias is null ? value : layer.Op("Add", value, layer.Weights(bias.reshape(perChannel))));
    }

    private static (Tensor Mean, Tensor Variance) Statistics(Layer layer)
    {
        var (mean, variance) = layer.Module switch
        {
            BatchNorm1d norm => (norm.running_mean, norm.running_var),
            BatchNorm2d norm => (norm.running_mean, norm.running_var),
            _ => (null, null),
        };
        return mean is not null && variance is not null
            ? (mean, variance)
            : throw layer.Unclear("it keeps no running statistics, so that rows depend on the others in their batch.");
    }

    private static long[] NormalizedShape(Layer layer)
    {
        var probe = layer.Random([2, .. layer.RowShape]).Times(Large);
        var answer = layer.Forward(probe);
        for (int from = layer.RowShape.Length - 1; from >= 0; from--)
        {
            if (TensorValues.AreClose(answer, functional.layer_norm(probe, layer.RowShape[from..]), 1e-3f))
                return layer.RowShape[from..];
        }
        throw layer.Unclear("the shape that it normalises was not found.");
    }

    private static long Groups(Layer layer, Tensor? weight, Tensor? bias)
    {
        var probe = layer.Random([2, .. layer.RowShape]).Times(Large);
        var answer = WithoutOffset(layer.Forward, probe);
        for (long groups = 1; groups <= layer.RowShape[0]; groups++)
        {
            if (layer.RowShape[0] % groups != 0)
                continue;
            var expected = WithoutOffset(x => functional.group_norm(x, groups, weight, bias), probe);
            if (TensorValues.AreClose(answer, expected, 1e-3f))
                return groups;
        }
        throw layer.Unclear("the number of its groups was not found.");
    }

    /// <summary>Epsilon is the one of those in use that explains the answer to a probe so small that epsilon shows.</summary>
    private static float Epsilon(Layer layer, Func<Tensor, double, Tensor> function)
    {
        var probe = layer.Random([2, .. layer.RowShape]).Times(Small);
        var answer = WithoutOffset(layer.Forward, probe);
        foreach (double usual in new[] { 1e-5, 1e-6, 1e-3, 1e-12, 1e-8, 1e-7, 1e-4, 1e-2, 1e-1, 1 })
        {
            if (TensorValues.AreClose(answer, WithoutOffset(x => function(x, usual), probe)))
                return (float)usual;
        }
        throw layer.Unclear("its epsilon is none of the usual ones (1e-12 to 1 in powers of ten).");
    }

    /// <summary>Takes the bias off, which may be large beside what is looked for.</summary>
    private static Tensor WithoutOffset(Func<Tensor, Tensor> function, Tensor probe) =>
        function(probe) - function(zeros_like(probe));
}
