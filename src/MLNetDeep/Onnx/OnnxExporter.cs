using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx;

/// <summary>Writes networks as ONNX models.</summary>
internal static class OnnxExporter
{
    /// <summary>Writes a network alone: one input, one output.</summary>
    /// <param name="module">The network.</param>
    /// <param name="rowShape">The dimensions of one row, as <c>forward</c> gets them behind the batch.</param>
    /// <param name="inputName">The input's name. The input is a flat row; the graph gives it its shape.</param>
    /// <param name="outputName">The output's name.</param>
    public static byte[] Export(
        Module<Tensor, Tensor> module, IReadOnlyList<long> rowShape, string inputName = "input", string outputName = "output") =>
        Export(module, rowShape, inputName, (composer, value) =>
        {
            composer.Graph.AddNode("Identity", "", outputName, [value.Name], [outputName]);
            composer.Graph.Output(outputName, OnnxElement.Float, value.Shape);
        });

    /// <summary>Writes a network whose outputs <paramref name="finish"/> makes of what the module gives.</summary>
    public static byte[] Export(Module<Tensor, Tensor> module, IReadOnlyList<long> rowShape, string inputName,
        Action<OnnxComposer, OnnxValue> finish)
    {
        long width = rowShape.Aggregate(1L, (product, dim) => product * dim);
        return Export(module, composer =>
        {
            var input = new OnnxValue(composer.Graph.Input(inputName, OnnxElement.Float, [width]), [width]);
            finish(composer, composer.Apply(module, composer.Reshape(input, [.. rowShape])));
        });
    }

    /// <summary>Writes what is added to a graph, with a module in evaluation mode.</summary>
    public static byte[] Export(Module module, Action<OnnxComposer> add, params (string Key, string Value)[] metadata) => Export(module, ScoringWeights.Single, add, metadata);

    /// <summary>Writes what is added to a graph, with a module in evaluation mode, and its weights as is wanted.</summary>
    public static byte[] Export(Module module, ScoringWeights weights, Action<OnnxComposer> add, params (string Key, string Value)[] metadata)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        bool training = module.training;
        module.eval();
        try
        {
            var graph = new OnnxGraph();
            var composer = new OnnxComposer(graph, DeviceOf(module));
            add(composer);
            if (weights == ScoringWeights.Int8) graph.Quantize();
            return graph.ToModel("MLNetDeep", module.GetType().Name, metadata);
        }
        finally
        {
            if (training)
                module.train();
        }
    }

    private static Device DeviceOf(Module module) => module.parameters().FirstOrDefault()?.device ?? CPU;
}
