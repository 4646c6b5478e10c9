using MLNetDeep.Common;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// Gives words tags: what a network says of the first token of each word goes through a linear layer (Devlin et al., BERT, 2019, for first tokens). In training it gives its own loss.
/// Shapes: [rows, longest] of tokens and tags → [rows, 2]: the mean loss of a row's words, and the share of them whose tag is right.
/// </summary>
internal sealed class TaggerModule : Block<TaggedTokens>, IHasEncoder
{
    private readonly TextBody _body;
    private readonly IGivesTokenStates _states;
    private readonly Linear _head;

    public TaggerModule(TextBody body, int tags) : base(nameof(TaggerModule))
    {
        _states = (IGivesTokenStates)body;
        _body = Part("network", body);
        _head = Part("tags", Linear(_states.StateWidth, tags));
        foreach (var (_, parameter) in body.HeadParameters) parameter.requires_grad_(false);
    }

    public Module<Tensor, Tensor> Encoder => _body;

    public int EmbeddingWidth => _states.StateWidth;

    /// <summary>Writes the network that gives the names of tags and their probabilities: of tokens [rows, longest] and the places of words' first tokens [rows, words].</summary>
    /// <param name="names">The names of the tags.</param>
    public byte[] ExportTags(IReadOnlyList<string> names)
    {
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph();
        var composer = new OnnxComposer(graph, CPU);
        OnnxValue tokens = new(graph.Input(SavedColumns.Features, OnnxElement.Int64, [-1]), [-1]), starts = new(graph.Input(SavedColumns.WordStarts, OnnxElement.Int64, [-1]), [-1]);
        var logits = composer.Within(this, () => composer.Apply(_head, composer.Within(_body, () => _states.States(composer, tokens))));
        var best = composer.Node("ArgMax", [-1], [logits], ("axis", 2), ("keepdims", 0));
        var picked = composer.Node("GatherElements", [-1], [best, starts], ("axis", 1));
        graph.AddNode("Gather", "", SavedColumns.TagVector, [graph.Constant(OnnxTensor.Vector(names)), picked.Name], [SavedColumns.TagVector]);
        graph.Output(SavedColumns.TagVector, OnnxElement.String, [-1]);
        var highest = composer.Node("ReduceMax", [-1], [composer.Node("Softmax", logits.Shape, [logits], ("axis", 2))], ("axes", new long[] { 2 }), ("keepdims", 0));
        graph.AddNode("GatherElements", "", SavedColumns.TagProbabilities, [highest.Name, starts.Name], [SavedColumns.TagProbabilities], ("axis", 1));
        graph.Output(SavedColumns.TagProbabilities, OnnxElement.Float, [-1]);
        return graph.ToModel("MLNetDeep", "Tagger");
    }

    protected override Tensor Run(TaggedTokens input)
    {
        var logits = _head.call(_states.States(input.Tokens)).to(ScalarType.Float32);
        var (rows, longest) = (input.Tokens.shape[0], input.Tokens.shape[1]);
        var places = input.Tags.flatten().nonzero().flatten();
        if (places.shape[0] == 0) return zeros(rows, 2, device: logits.device).Plus(logits.sum().Times(0).reshape(1, 1));
        var said = logits.flatten(0, 1).index_select(0, places);
        var wanted = input.Tags.flatten().index_select(0, places).AddInPlace(-1L);
        return RowMeans.Of(places, rows, longest, functional.cross_entropy(said, wanted, reduction: Reduction.None), said.detach().argmax(1).eq(wanted).to(ScalarType.Float32));
    }
}
