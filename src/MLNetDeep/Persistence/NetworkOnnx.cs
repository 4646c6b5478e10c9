using MLNetDeep.Common;
using MLNetDeep.Onnx;
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
