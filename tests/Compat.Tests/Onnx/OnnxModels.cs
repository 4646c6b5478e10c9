using MLNetDeep.Onnx.Graph;

namespace Compat.Tests.Onnx;

/// <summary>Small models made for tests.</summary>
internal static class OnnxModels
{
    /// <summary>Row sums of X in "Sum", the place of the largest in "Place", a text for it in "Text.output".</summary>
    public static byte[] Standard(string[]? slotNames = null)
    {
        var graph = new OnnxGraph();
        string x = graph.Input("X", OnnxElement.Float, [3]);
        string axis = graph.Constant(OnnxTensor.Vector(1));
        Output(graph, "ReduceSum", "Sum", OnnxElement.Float, [x, axis], ("keepdims", 1));
        Output(graph, "ArgMax", "Place", OnnxElement.Int64, [x], ("axis", 1), ("keepdims", 1));
        Output(graph, "Gather", "Text.output", OnnxElement.String, [graph.Constant(OnnxTensor.Vector(["a", "bé", ""])), "Place"]);
        if (slotNames is not null)
        {
            graph.AddNode("LabelEncoder", OnnxGraph.MlDomain, "mlnet.Sum.SlotNames", [graph.Constant(OnnxTensor.Vector(["a"]))], ["names"],
                ("keys_strings", slotNames), ("values_int64s", new long[slotNames.Length]));
        }
        return graph.ToModel("tests", "standard");
    }

    private static void Output(OnnxGraph graph, string op, string name, OnnxElement element, string[] inputs,
        params (string, object)[] attributes)
    {
        graph.AddNode(op, "", name, inputs, [name], attributes);
        graph.Output(name, element, [1]);
    }
}
