using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs;

/// <summary>A graph of constants: a mapping has no settings of its own, so that they come to it as a column.</summary>
internal static class SettingsGraph
{
    /// <summary>Adds the step that gives every row the settings.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="output">The column of settings: a vector of Int64.</param>
    /// <param name="start">A column that is a vector of one Single.</param>
    /// <param name="values">The settings.</param>
    /// <param name="name">The graph's name.</param>
    public static void Add(MLContext ml, StepList steps, string output, string start, long[] values, string name) =>
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel([output], [start], new MemoryStream(Create(output, start, values, name)))));

    /// <summary>Adds the step that says how long the vectors of a column are, which a mapping does not.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="input">The column: a vector of Single.</param>
    /// <param name="output">The same, under this name.</param>
    /// <param name="width">Its length.</param>
    public static void AddLength(MLContext ml, StepList steps, string input, string output, int width)
    {
        var graph = new OnnxGraph();
        // Of two dimensions, so that nobody takes it for a network that scores rows in batches.
        string given = graph.Input(input, OnnxElement.Float, [-1, 1]);
        graph.AddNode("Reshape", "", Reshaped, [given, graph.Constant(OnnxTensor.Vector(-1, width))], [Reshaped]);
        graph.Output(Reshaped, OnnxElement.Float, [width]);
        var model = graph.ToModel("MLNetDeep", "Length");
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel([Reshaped], [input], new MemoryStream(model))));
        // A saved network that follows drops columns of this name.
        steps.Add(ml.Transforms.CopyColumns(output, Reshaped));
        steps.Add(ml.Transforms.DropColumns(Reshaped));
    }

    private const string Reshaped = SavedColumns.Prefix + "Reshaped";

    private static byte[] Create(string output, string start, long[] values, string name)
    {
        var graph = new OnnxGraph();
        string input = graph.Input(start, OnnxElement.Float, [1]);
        // ONNX Runtime wants what comes out to hang on what goes in.
        string nothing = graph.Node("Cast", [graph.Node("Mul", [input, graph.Constant(OnnxTensor.Scalar(0))])], ("to", (long)OnnxElement.Int64));
        graph.AddNode("Add", "", output, [nothing, graph.Constant(OnnxTensor.Of(values, 1, values.Length))], [output]);
        graph.Output(output, OnnxElement.Int64, [values.Length]);
        return graph.ToModel("MLNetDeep", name);
    }
}
