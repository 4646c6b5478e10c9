using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Layers that compute nothing themselves.</summary>
internal static class ContainerLayers
{
    public static OnnxValue Sequential(Layer layer)
    {
        var value = layer.Input;
        foreach (var (name, child) in layer.Module.named_children())
        {
            var step = child as Module<Tensor, Tensor>
                ?? throw layer.Unclear($"its part '{name}' does not map one tensor to one tensor.");
            value = layer.Composer.Apply(step, value);
        }
        return value;
    }

    /// <summary>What does nothing in evaluation mode.</summary>
    public static OnnxValue Nothing(Layer layer) => layer.Input;

    /// <summary>Layers that only give the same elements another shape, whatever their settings.</summary>
    public static OnnxValue Reshape(Layer layer) => layer.Composer.Reshape(layer.Input, layer.OutputShape());
}
