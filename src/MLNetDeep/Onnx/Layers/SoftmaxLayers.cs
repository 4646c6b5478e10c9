using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Layers;

/// <summary>Layers that make probabilities. Over which dimension is found by trying each.</summary>
internal static class SoftmaxLayers
{
    public static OnnxValue Softmax(Layer layer) => Export(layer, "Softmax", (x, dim) => nn.functional.softmax(x, dim));

    public static OnnxValue LogSoftmax(Layer layer) =>
        Export(layer, "LogSoftmax", (x, dim) => nn.functional.log_softmax(x, dim));

    private static OnnxValue Export(Layer layer, string op, Func<Tensor, long, Tensor> function)
    {
        using var scope = NewDisposeScope();
        var probe = layer.Random([2, .. layer.RowShape]);
        var answer = layer.Forward(probe);
        for (int dim = layer.RowShape.Length; dim >= 1; dim--)
        {
            if (TensorValues.AreClose(answer, function(probe, dim)))
                return layer.Node(op, layer.RowShape, [layer.Input.Name], ("axis", dim));
        }
        throw layer.Unclear("it normalises over the rows of a batch.");
    }
}
