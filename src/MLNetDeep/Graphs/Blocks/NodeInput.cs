using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// A vector for each node: of its tag (embedding), of its numbers (linear layer), the sum of both where it has both; of nodes of several types each type has a linear layer of its own. Nodes that are rows,
/// of one type and without tags, keep their numbers as they are. Shapes: a batch → [nodes, width].
/// </summary>
internal sealed class NodeInput : Block<GraphBatch>
{
    private readonly Embedding? _tags;
    private readonly Linear? _numbers;
    private readonly List<Linear> _types = [];

    public NodeInput(GraphShape input, int width) : base(nameof(NodeInput))
    {
        Width = width;
        for (var i = 0; i < input.TypeWidths.Count; i++) _types.Add(Part($"type{i}", Linear(Math.Max(1, input.TypeWidths[i]), width)));
        if (_types.Count > 0) return;
        if (input.NodeTags > 0 || input.NodeWidth == 0) _tags = Part("tags", Embedding(input.NodeTags + 1, width));
        else if (input.IsPerNode) Width = input.NodeWidth;
        if (input.NodeWidth > 0 && (_tags is not null || !input.IsPerNode)) _numbers = Part("numbers", Linear(input.NodeWidth, width));
    }

    /// <summary>Numbers that describe a node.</summary>
    public int Width { get; }

    public OnnxValue Export(OnnxComposer composer, OnnxGraphBatch batch) => composer.Within(this, () =>
    {
        var numbers = batch.Features is null ? null : _numbers is null ? batch.Features : composer.Apply(_numbers, batch.Features);
        if (_tags is null) return numbers!;
        var tags = composer.Apply(_tags, batch.Tags);
        return numbers is null ? tags : composer.Add(tags, numbers);
    });

    protected override Tensor Run(GraphBatch batch)
    {
        if (_types.Count > 0) return OfTypes(batch);
        var numbers = batch.Features is null ? null : _numbers is null ? batch.Features : _numbers.call(batch.Features);
        if (_tags is null) return numbers!.alias();
        var tags = _tags.call(batch.Tags);
        return numbers is null ? tags : Common.Arithmetic.Plus(tags, numbers);
    }

    private Tensor OfTypes(GraphBatch batch)
    {
        var all = zeros(batch.Nodes, Width, device: batch.Tags.device);
        foreach (var ((nodes, features), linear) in batch.Types.Zip(_types))
            if (nodes.shape[0] > 0) all = Common.Arithmetic.PlusRows(all, nodes, linear.call(features));
        return all;
    }
}
