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
    // Rounding grows with depth; an export that does something else is off by far more.
    private const double Tolerance = 1e-3;

    /// <summary>The network with all that its task makes of the outputs: what is saved.</summary>
    public static byte[] Export(DeepModel model, TaskSaving task, ScoringWeights weights = ScoringWeights.Single) =>
        OnnxExporter.Export(model.Network, weights, composer => task.AddOutputs(composer, Raw(composer, model), model));

    /// <summary>The network with its scores alone.</summary>
    public static byte[] ExportScores(DeepModel model, TaskSaving task, ScoringWeights weights = ScoringWeights.Single) =>
        OnnxExporter.Export(model.Network, weights, composer => task.AddScores(composer, Raw(composer, model), model));

    /// <summary>A graph of the same inputs and outputs without a network in it: the sum of the means of a row's inputs stands for each raw output.</summary>
    public static byte[] ExportStub(DeepModel model, TaskSaving task)
    {
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph();
        var composer = new OnnxComposer(graph, CPU);
        var means = Inputs(composer, model).Select(input => Mean(composer, input)).ToList();
        var sum = means.Aggregate((left, right) => composer.Add(left, right));
        task.AddOutputs(composer, composer.Node("Mul", [model.Outputs], [sum, composer.Constant(ones(1, model.Outputs))]), model);
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
        // Rows like those that the network was trained on.
        var probe = model.Network.Input.Probe(2);
        float[] expected = Tensors.ToFloats(model.Task.Activate(model.Network.Run(probe)));
        var actual = new float[expected.Length];
        network.Run(model.Network.Input.ToOnnx(probe), [output], actual, isAlone: false);
        double difference = expected.Zip(actual, (a, b) => Math.Abs((double)a - b) / Math.Max(1, Math.Abs((double)a))).Max();
        if (!(difference <= Tolerance)) throw OnnxExportException.Differs(difference);
    }

    private static OnnxValue Raw(OnnxComposer composer, DeepModel model) => model.Network.Export(composer, Inputs(composer, model));

    private static OnnxValue[] Inputs(OnnxComposer composer, DeepModel model) =>
        [.. model.Network.Input.Ports.Select(port => new OnnxValue(composer.Graph.Input(port.Name, port.Element, port.RowShape), port.RowShape))];

    private static OnnxValue Mean(OnnxComposer composer, OnnxValue input)
    {
        var real = composer.Node("Cast", input.Shape, [input], ("to", (long)OnnxElement.Float));
        var flat = input.Shape.Count == 1 ? real : composer.Node("Flatten", [-1], [real], ("axis", 1));
        return composer.Node("ReduceMean", [1], [flat], ("axes", new long[] { 1 }), ("keepdims", 1));
    }
}
