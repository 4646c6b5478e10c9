using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;

namespace MLNetDeep.Graphs;

/// <summary>What <see cref="EdgeList"/> does, in ONNX.</summary>
internal sealed class OnnxEdges
{
    private readonly OnnxComposer _composer;
    private OnnxEdges? _looped;
    private OnnxValue? _shares;

    private OnnxEdges(OnnxComposer composer, OnnxValue sources, OnnxValue targets, OnnxValue nodes)
    {
        (_composer, Sources, Targets, Nodes) = (composer, sources, targets, nodes);
        Incoming = new OnnxSegments(composer, targets, nodes);
    }

    public OnnxValue Sources { get; }

    public OnnxValue Targets { get; }

    public OnnxValue Nodes { get; }

    public OnnxValue? Tags { get; private init; }

    public OnnxValue? Features { get; private init; }

    public OnnxSegments Incoming { get; }

    public static OnnxEdges Of(OnnxComposer composer, OnnxGraphBatch batch) =>
        new(composer, batch.Sources, batch.Targets, batch.Nodes) { Tags = batch.EdgeTags, Features = batch.EdgeFeatures };

    public OnnxValue From(OnnxValue nodes) => _composer.Node("Gather", nodes.Shape, [nodes, Sources], ("axis", 0));

    public OnnxValue SumOf(OnnxValue nodes) => Incoming.Sum(From(nodes));

    public OnnxValue MeanOf(OnnxValue nodes) => Incoming.Mean(From(nodes));

    public OnnxValue NormalOf(OnnxValue nodes)
    {
        if (_shares is null)
        {
            var roots = _composer.Node("Reciprocal", [1], [_composer.Node("Sqrt", [1], [_composer.Node("Max", [1], [Incoming.Sizes(), _composer.Constant(1e-12)])])]);
            _shares = _composer.Node("Mul", [1], [From(roots), Incoming.Spread(roots)]);
        }
        return Incoming.Sum(_composer.Node("Mul", nodes.Shape, [From(nodes), _shares]));
    }

    public OnnxEdges WithLoops()
    {
        if (_looped is not null) return _looped;
        var differ = _composer.Graph.Node("Not", [_composer.Graph.Node("Equal", [Sources.Name, Targets.Name])]);
        var kept = Places(differ);
        var all = _composer.Graph.Node("Range", [_composer.Graph.Constant(OnnxTensor.WholeScalar(0)), Scalar(Nodes), _composer.Graph.Constant(OnnxTensor.WholeScalar(1))]);
        OnnxValue Joined(OnnxValue of, string ofLoops) =>
            new(_composer.Graph.Node("Concat", [_composer.Graph.Node("Gather", [of.Name, kept], ("axis", 0)), ofLoops], ("axis", 0)), [.. of.Shape]);
        return _looped = new OnnxEdges(_composer, Joined(Sources, all), Joined(Targets, all), Nodes)
        {
            Tags = Tags is null ? null : Joined(Tags, _composer.Graph.Node("Mul", [all, _composer.Graph.Constant(OnnxTensor.Vector(0))])),
            Features = Features is null ? null : Joined(Features, Zeros(Features.Shape[0])),
        };
    }

    public OnnxEdges Tagged(long tag)
    {
        var kept = Places(_composer.Graph.Node("Equal", [Tags!.Name, _composer.Graph.Constant(OnnxTensor.Vector(tag))]));
        OnnxValue Of(OnnxValue all) => new(_composer.Graph.Node("Gather", [all.Name, kept], ("axis", 0)), []);
        return new OnnxEdges(_composer, Of(Sources), Of(Targets), Nodes);
    }

    private string Places(string flags) => _composer.Graph.Node("Reshape", [_composer.Graph.Node("NonZero", [flags]), _composer.Graph.Constant(OnnxTensor.Vector(-1))]);

    private string Scalar(OnnxValue vector) => _composer.Graph.Node("Squeeze", [vector.Name, _composer.Graph.Constant(OnnxTensor.Vector(0))]);

    private string Zeros(long width) =>
        _composer.Graph.Node("Expand", [_composer.Constant(0).Name, _composer.Graph.Node("Concat", [Nodes.Name, _composer.Graph.Constant(OnnxTensor.Vector(width))], ("axis", 0))]);
}
