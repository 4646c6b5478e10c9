using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;
using static TorchSharp.torch;

namespace MLNetDeep.Persistence;

/// <summary>A trained network as ONNX, with what its task makes of the raw outputs.</summary>
internal static class NetworkOnnx
{
    /// <summary>The name of the graph's input, which is a column.</summary>
    public const string Input = SavedColumns.Features;

    // Rounding grows with depth; an export that does something else is off by far more.
    private const double Tolerance = 1e-3;

    /// <summary>The network with all that its task makes of the outputs: what is saved.</summary>
    public static byte[] Export(DeepModel model, TaskSaving task) =>
        OnnxExporter.Export(model.Network, [model.Features.RowWidth], Input, (composer, raw) => task.AddOutputs(composer, raw, model));

    /// <summary>The network with its scores alone.</summary>
    public static byte[] ExportScores(DeepModel model, TaskSaving task) =>
        OnnxExporter.Export(model.Network, [model.Features.RowWidth], Input, (composer, raw) => task.AddScores(composer, raw, model));

    /// <summary>A graph of the same inputs and outputs without a network in it: the mean of a row stands for each raw output.</summary>
    public static byte[] ExportStub(DeepModel model, TaskSaving task)
    {
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph();
        var composer = new OnnxComposer(graph, CPU);
        long[] row = [model.Features.RowWidth], outputs = [model.Outputs];
        var mean = composer.Node("ReduceMean", [1], [new OnnxValue(graph.Input(Input, OnnxElement.Float, row), row)], ("axes", new long[] { 1 }), ("keepdims", 1));
        task.AddOutputs(composer, composer.Node("Mul", outputs, [mean, composer.Constant(ones(1, model.Outputs))]), model);
        return graph.ToModel("MLNetDeep", "Stub");
    }

    /// <summary>Opens a network, and scores random rows both ways: what an export of a user's own does wrong shows here, not in production.</summary>
    /// <exception cref="OnnxExportException">The scores differ.</exception>
    public static OnnxNetwork Open(DeepModel model, byte[] onnx, TaskSaving task)
    {
        var network = new OnnxNetwork(onnx, model.Options.Threads);
        try
        {
            Check(model, network, task.ScoreOutput);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static void Check(DeepModel model, OnnxNetwork network, string output)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var probe = Probe(model);
        float[] expected = Tensors.ToFloats(model.Task.Activate(model.Network.forward(probe)));
        var actual = new float[expected.Length];
        network.Run(Tensors.ToFloats(probe), (int)probe.shape[0], [output], actual, isAlone: false);
        double difference = expected.Zip(actual, (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).Max();
        if (!(difference <= Tolerance)) throw OnnxExportException.Differs(difference);
    }

    /// <summary>Rows like those that the network was trained on.</summary>
    private static Tensor Probe(DeepModel model)
    {
        var rows = model.Network.Input.Probe(2);
        return model.Features.IsBytes ? rows.Between(0, 255).round() : rows;
    }
}
