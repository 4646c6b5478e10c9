using TorchSharp.Modules;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Layers that make probabilities.</summary>
internal static class SoftmaxLayers
{
    public static OnnxValue Softmax(Layer layer) => Export(layer, "Softmax", ((Softmax)layer.Module).dim);

    public static OnnxValue LogSoftmax(Layer layer) => Export(layer, "LogSoftmax", ((LogSoftmax)layer.Module).dim);

    private static OnnxValue Export(Layer layer, string op, long dim)
    {
        long axis = dim < 0 ? dim + layer.RowShape.Length + 1 : dim;
        return axis >= 1 && axis <= layer.RowShape.Length
            ? layer.Node(op, layer.RowShape, [layer.Input.Name], ("axis", axis))
            : throw layer.Unclear($"it normalises over dimension {dim}, which is none of a single row.");
    }
}
