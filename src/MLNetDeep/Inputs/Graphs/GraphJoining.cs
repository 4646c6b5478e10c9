using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>
/// Joins the graphs of a batch in ONNX, as <see cref="GraphStage"/> does: rows are filled up by zeros, which are left out, so that the network computes with no more nodes and edges than there are.
/// </summary>
/// <param name="composer">The model under construction.</param>
/// <param name="settings">How graphs are taken.</param>
/// <param name="inputs">The inputs: nodes, sources and targets [graphs, longest], then what the settings ask for.</param>
internal sealed class GraphJoining(OnnxComposer composer, GraphSettings settings, IReadOnlyList<OnnxValue> inputs)
{
    /// <summary>The batch.</summary>
    /// <param name="nodes">Standardizes numbers of nodes.</param>
    /// <param name="edges">Standardizes numbers of edges.</param>
    public OnnxGraphBatch Join(Module<Tensor, Tensor>? nodes, Module<Tensor, Tensor>? edges)
    {
        OnnxValue flatNodes = Flat(NotEmpty(inputs[0])), sources = Flat(inputs[1]), targets = Flat(inputs[2]);
        OnnxValue width = Size(inputs[0], 1), places = Places(flatNodes), edgePlaces = Places(sources);
        // The number of each place's node in the joined graph; what stands at places without a node is never asked for.
        var isNode = Cast(Node("Greater", flatNodes, Number(0)), OnnxElement.Int64);
        var numbers = Node("Sub", Node("CumSum", isNode, Number(0)), Number(1));
        // Where the row of each edge begins among the places of nodes.
        var rows = Node("Mul", Node("Div", edgePlaces, Size(inputs[1], 1)), width);
        OnnxValue End(OnnxValue ends) => Gather(numbers, Node("Add", rows, Node("Sub", Gather(ends, edgePlaces), Number(1))));
        return new OnnxGraphBatch
        {
            Tags = Node("Sub", Gather(flatNodes, places), Number(1)),
            Features = nodes is not null ? composer.Apply(nodes, Numbers(inputs[3], settings.NodeWidth, places, width)) : null,
            Sources = End(sources),
            Targets = End(targets),
            EdgeTags = settings.HasEdgeTags ? Node("Sub", Gather(Flat(inputs[settings.NodeWidth > 0 ? 4 : 3]), edgePlaces), Number(1)) : null,
            EdgeFeatures = edges is not null ? composer.Apply(edges, Numbers(inputs[^1], settings.EdgeFeatures, edgePlaces, Size(inputs[1], 1))) : null,
            GraphOf = Node("Div", places, width),
            Nodes = new OnnxValue(composer.Graph.Node("Shape", [places.Name]), []),
            Graphs = Size(inputs[0], 0),
        };
    }

    // A row of nothing but zeros, as ONNX Runtime is tried with, has a node too: operators of the network may end the process on none.
    private OnnxValue NotEmpty(OnnxValue nodes)
    {
        string Part(long from, long end) => composer.Graph.Node("Slice", [nodes.Name, Number(from).Name, Number(end).Name, Number(1).Name]);
        return new OnnxValue(composer.Graph.Node("Concat", [composer.Graph.Node("Max", [Part(0, 1), Number(1).Name]), Part(1, long.MaxValue)], ("axis", 1)), []);
    }

    // The rows of numbers may be shorter than those of their owners: where graphs have no edges at all they hold a single 0.
    private OnnxValue Numbers(OnnxValue input, int count, OnnxValue places, OnnxValue width)
    {
        var graphs = Size(input, 0);
        var wanted = new OnnxValue(composer.Graph.Node("Mul", [width.Name, Number(count).Name]), []);
        var missing = Node("Sub", wanted, Size(input, 1));
        var filling = composer.Graph.Node("Expand", [composer.Constant(0).Name, composer.Graph.Node("Concat", [graphs.Name, composer.Graph.Node("Max", [missing.Name, Number(0).Name])], ("axis", 0))]);
        var whole = composer.Graph.Node("Concat", [input.Name, filling], ("axis", 1));
        var cut = composer.Graph.Node("Slice", [whole, Number(0).Name, wanted.Name, Number(1).Name]);
        var shaped = new OnnxValue(composer.Graph.Node("Reshape", [cut, composer.Graph.Constant(OnnxTensor.Vector(-1, count))]), [count]);
        return new OnnxValue(composer.Graph.Node("Gather", [shaped.Name, places.Name], ("axis", 0)), [count]);
    }

    // The places that are filled [places].
    private OnnxValue Places(OnnxValue flat)
    {
        var found = composer.Graph.Node("NonZero", [composer.Graph.Node("Greater", [flat.Name, Number(0).Name])]);
        return new OnnxValue(composer.Graph.Node("Reshape", [found, Number(-1).Name]), []);
    }

    private OnnxValue Flat(OnnxValue input) => new(composer.Graph.Node("Reshape", [input.Name, Number(-1).Name]), []);

    private OnnxValue Size(OnnxValue input, long dimension) =>
        new(composer.Graph.Node("Gather", [composer.Graph.Node("Shape", [input.Name]), Number(dimension).Name], ("axis", 0)), []);

    private OnnxValue Gather(OnnxValue values, OnnxValue places) => new(composer.Graph.Node("Gather", [values.Name, places.Name], ("axis", 0)), []);

    private OnnxValue Cast(OnnxValue value, OnnxElement element) => new(composer.Graph.Node("Cast", [value.Name], ("to", (long)element)), []);

    private OnnxValue Node(string op, OnnxValue left, OnnxValue right) => new(composer.Graph.Node(op, [left.Name, right.Name]), []);

    private OnnxValue Number(long value) => new(composer.Graph.Constant(OnnxTensor.Vector(value)), []);

}
