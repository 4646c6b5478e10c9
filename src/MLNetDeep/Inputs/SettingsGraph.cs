using MLNetDeep.Onnx.Graph;

namespace MLNetDeep.Inputs;

/// <summary>A graph that answers anything with settings: mappings of saved models, which have none of their own, get them as a column.</summary>
internal static class SettingsGraph
{
    /// <summary>Makes the graph.</summary>
    /// <param name="start">The column that it is given, because a graph must be given something: a vector of one number.</param>
    /// <param name="settings">The column that it gives.</param>
    /// <param name="values">The settings.</param>
    public static Stream Of(string start, string settings, params long[] values)
    {
        var graph = new OnnxGraph();
        string input = graph.Input(start, OnnxElement.Float, [1]);
        // ONNX Runtime wants what comes out to hang on what goes in.
        string nothing = graph.Node("Cast", [graph.Node("Mul", [input, graph.Constant(OnnxTensor.Scalar(0))])], ("to", (long)OnnxElement.Int64));
        graph.AddNode("Add", "", settings, [nothing, graph.Constant(OnnxTensor.Of(values, 1, values.Length))], [settings]);
        graph.Output(settings, OnnxElement.Int64, [values.Length]);
        return new MemoryStream(graph.ToModel("MLNetDeep", "Settings"));
    }
}
