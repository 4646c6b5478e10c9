using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>What attention takes.</summary>
/// <param name="States">The tokens [rows, length, width].</param>
/// <param name="Places">Their places.</param>
/// <param name="Cache">The keys and values of the tokens before them; null where there are none, and none are to be kept.</param>
internal sealed record GptStates(Tensor States, GptPlaces Places, GptLayerCache? Cache);

/// <summary>
/// Each token looks at itself and at those before it. Queries and keys are normalized (Henry et al., Query-Key Normalization for Transformers, 2020) and turned by their place; the output projection
/// starts at 0. Shapes: [rows, length, width] stay.
/// </summary>
internal sealed class GptAttention : Block<GptStates>
{
    private const string Inputs = "qkv", Output = "proj";
    private readonly int _width, _heads;

    public GptAttention(int width, int heads) : base(nameof(GptAttention))
    {
        (_width, _heads) = (width, heads);
        Parameter(Inputs, init.normal_(empty(3, width, width), 0, 1 / Math.Sqrt(width)));
        Parameter(Output, zeros(width, width));
    }

    /// <summary>Adds what forward does to a graph.</summary>
    /// <param name="graph">The graph, and what all layers share.</param>
    /// <param name="states">The tokens.</param>
    /// <param name="layer">Which layer it is, for the keys and values before.</param>
    public OnnxValue Export(GptGraph graph, OnnxValue states, int layer)
    {
        long head = _width / _heads;
        var weights = get_parameter(Inputs)!.flatten(0, 1).transpose(0, 1);
        var all = graph.Reshape(graph.Linear(states, weights), 0, 0, 3, _heads, head);
        all = graph.Node("Transpose", [all], ("perm", new long[] { 2, 0, 3, 1, 4 }));
        var turned = graph.Turn(RmsNorm.Of(graph.Composer, graph.Slice(all, 0, 0, 2)));
        OnnxValue query = graph.Pick(turned, 0, 0), key = graph.Pick(turned, 0, 1), value = graph.Pick(all, 0, 2);
        (key, value) = graph.Remember(layer, key, value);
        return graph.Linear(graph.Attend(query, key, value, _heads, (int)head), get_parameter(Output)!.transpose(0, 1));
    }

    protected override Tensor Run(GptStates input)
    {
        var (rows, length) = (input.States.shape[0], input.States.shape[1]);
        var all = functional.linear(input.States, get_parameter(Inputs)!.flatten(0, 1)).reshape(rows, length, 3, _heads, _width / _heads).permute(2, 0, 3, 1, 4);
        var turned = input.Places.Turn(RmsNorm.Of(all.narrow(0, 0, 2)));
        var (query, key, value) = (turned.select(0, 0), turned.select(0, 1), all.select(0, 2));
        // A single token sees all that is cached; several come only where nothing is.
        var isCausal = length > 1;
        if (input.Cache is { } cache) (key, value) = cache.Add(key, value);
        var mixed = functional.scaled_dot_product_attention(query, key, value, is_casual: isCausal);
        return functional.linear(mixed.transpose(1, 2).reshape(rows, length, _width), get_parameter(Output)!);
    }
}
