using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>A vector for each edge: of its tag, of its numbers, the sum of both where it has both. Shapes: edges → [edges, width].</summary>
internal sealed class EdgeVectors : Block<EdgeList>
{
    private readonly Embedding? _tags;
    private readonly Linear? _numbers;

    public EdgeVectors(GraphShape input, int width) : base(nameof(EdgeVectors))
    {
        if (input.EdgeTags > 0) _tags = Part("tags", Embedding(input.EdgeTags + 1, width));
        if (input.EdgeWidth > 0) _numbers = Part("numbers", Linear(input.EdgeWidth, width));
    }

    /// <summary>Whether edges have anything to make a vector of.</summary>
    public static bool AreIn(GraphShape input) => input.EdgeTags > 0 || input.EdgeWidth > 0;

    public OnnxValue Export(OnnxComposer composer, OnnxEdges edges) => composer.Within(this, () =>
    {
        var tags = _tags is null ? null : composer.Apply(_tags, edges.Tags!);
        var numbers = _numbers is null ? null : composer.Apply(_numbers, edges.Features!);
        return tags is null ? numbers! : numbers is null ? tags : composer.Add(tags, numbers);
    });

    protected override Tensor Run(EdgeList edges)
    {
        var tags = _tags?.call(edges.Tags!);
        var numbers = _numbers?.call(edges.Features!);
        return tags is null ? numbers! : numbers is null ? tags : tags.Plus(numbers);
    }
}
