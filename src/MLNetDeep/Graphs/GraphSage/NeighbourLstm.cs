using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// Reads the neighbours of each node, in the order of their positions, by an LSTM, and gives its last state; zeros for a node without any. Shapes: [nodes, width] and edges → [nodes, width].
/// </summary>
internal sealed class NeighbourLstm : GraphConv
{
    private readonly LSTM _lstm;
    private readonly int _width;

    public NeighbourLstm(int width) : base(nameof(NeighbourLstm)) => (_width, _lstm) = (width, Part("cells", LSTM(width, width)));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges)
    {
        var graph = composer.Graph;
        string Vector(params long[] values) => graph.Constant(OnnxTensor.Vector(values));
        var degrees = graph.Node("Cast", [graph.Node("Reshape", [edges.Incoming.Sizes().Name, Vector(-1)])], ("to", (long)OnnxElement.Int64));
        var longest = graph.Node("Max", [graph.Node("ReduceMax", [degrees], ("axes", new long[] { 0 }), ("keepdims", 1)), Vector(1)]);
        // The place of each edge among those of its node: edges are sorted by it.
        var starts = graph.Node("Sub", [graph.Node("CumSum", [degrees, Vector(0)]), degrees]);
        var all = graph.Node("Range", [graph.Constant(OnnxTensor.WholeScalar(0)), graph.Node("Squeeze", [graph.Node("Shape", [edges.Targets.Name]), Vector(0)]), graph.Constant(OnnxTensor.WholeScalar(1))]);
        var place = graph.Node("Sub", [all, graph.Node("Gather", [starts, edges.Targets.Name], ("axis", 0))]);
        // [longest × nodes, width], as ONNX wants time first; no two edges have one row.
        var row = graph.Node("Add", [graph.Node("Mul", [place, edges.Nodes.Name]), edges.Targets.Name]);
        var rows = new OnnxSegments(composer, new OnnxValue(row, []), new OnnxValue(graph.Node("Mul", [longest, edges.Nodes.Name]), [])).Sum(edges.From(nodes));
        var steps = graph.Node("Reshape", [rows.Name, graph.Node("Concat", [longest, edges.Nodes.Name, Vector(_width)], ("axis", 0))], ("allowzero", 1));
        var lengths = graph.Node("Cast", [graph.Node("Max", [degrees, Vector(1)])], ("to", (long)OnnxElement.Int32));
        var state = $"{steps}_state";
        graph.AddNode("LSTM", "", state, [steps, Weights(composer, "weight_ih_l0"), Weights(composer, "weight_hh_l0"), Biases(composer), lengths], ["", state], ("hidden_size", _width));
        var last = graph.Node("Squeeze", [state, Vector(0)]);
        var any = graph.Node("Cast", [graph.Node("Greater", [edges.Incoming.Sizes().Name, composer.Constant(0).Name])], ("to", (long)OnnxElement.Float));
        return new OnnxValue(graph.Node("Mul", [last, any]), [_width]);
    }

    protected override Tensor Run(Tensor nodes, EdgeList edges)
    {
        var degrees = edges.Incoming.Sizes().squeeze(1).to(ScalarType.Int64);
        var longest = Math.Max(1, degrees.max().item<long>());
        var starts = degrees.cumsum(0).sub(degrees);
        var place = Arithmetic.Count(edges.Targets.shape[0], nodes.device).sub(starts.index_select(0, edges.Targets));
        using var length = tensor(longest, device: nodes.device);
        var rows = edges.Targets.mul(length).Plus(place);
        var steps = zeros(edges.Receivers * longest, _width, device: nodes.device).PlusRows(rows, edges.From(nodes)).reshape(edges.Receivers, longest, _width);
        var states = _lstm.call(steps.transpose(0, 1)).Item1.transpose(0, 1).reshape(edges.Receivers * longest, _width);
        var last = Arithmetic.Count(edges.Receivers, nodes.device).mul(length).Plus(degrees.AtLeast(1).to(ScalarType.Int64)).sub(ones([], ScalarType.Int64, nodes.device));
        return states.index_select(0, last).mul(degrees.Above(0).to(ScalarType.Float32).unsqueeze(1));
    }

    // ONNX has the gates in the order input, output, forget, cell; Torch input, forget, cell, output.
    private string Weights(OnnxComposer composer, string name)
    {
        using var scope = NewDisposeScope();
        return composer.Constant(Ordered(_lstm.get_parameter(name)!).unsqueeze(0)).Name;
    }

    private string Biases(OnnxComposer composer)
    {
        using var scope = NewDisposeScope();
        return composer.Constant(cat([Ordered(_lstm.get_parameter("bias_ih_l0")!), Ordered(_lstm.get_parameter("bias_hh_l0")!)]).unsqueeze(0)).Name;
    }

    private static Tensor Ordered(Tensor gates)
    {
        var parts = gates.detach().chunk(4, 0);
        return cat([parts[0], parts[3], parts[1], parts[2]]);
    }
}
