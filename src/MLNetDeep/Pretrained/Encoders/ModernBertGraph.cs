using MLNetDeep.Onnx.Graph;

namespace MLNetDeep.Pretraining;

/// <summary>
/// ModernBERT (Warner et al., Smarter, Better, Faster, Longer, 2024): norms before attention and before gated linear layers (GeGLU), places as angles (rotary), every few layers one that sees all tokens,
/// the others only those near by.
/// </summary>
internal sealed class ModernBertGraph(EncoderConfig config, EncoderWeights weights) : EncoderGraph(config, weights)
{
    /// <summary>What may stand before all names.</summary>
    public static readonly string[] Prefixes = ["model."];

    /// <summary>A name that all have.</summary>
    public const string Sign = "embeddings.tok_embeddings.weight";

    protected override IReadOnlyList<string> Inputs => [Ids, Mask, Places];

    protected override string Compose()
    {
        var all = Hidden();
        var near = Node("Add", [all, Far()]);
        var states = Norm("embeddings.norm", Node("Gather", [Weight(Sign, Config.Vocabulary, Config.Width), Ids]));
        for (var i = 0; i < Config.Layers; i++) states = Layer(i, states, i % Config.GlobalEvery == 0, i % Config.GlobalEvery == 0 ? all : near);
        return Norm("final_norm", states);
    }

    private string Layer(int number, string states, bool isGlobal, string bias)
    {
        var name = $"layers.{number}";
        // The first follows the norm of the embeddings.
        var given = number == 0 ? states : Norm($"{name}.attn_norm", states);
        var all = Linear($"{name}.attn.Wqkv", given, Config.Width, 3L * Config.Width);
        string Third(int i) => Heads(Node("Slice", [all, Wholes(i * Config.Width), Wholes((i + 1) * Config.Width), Wholes(2)]));
        var theta = isGlobal ? Config.GlobalTheta : Config.LocalTheta;
        var key = Node("Transpose", [Turn(Third(1), theta)], ("perm", new[] { 0L, 1, 3, 2 }));
        var mixed = Attend(Turn(Third(0), theta), key, Third(2), bias);
        var seen = Node("Add", [states, Linear($"{name}.attn.Wo", mixed, Config.Width, Config.Width)]);
        var both = Linear($"{name}.mlp.Wi", Norm($"{name}.mlp_norm", seen), Config.Width, 2L * Config.Neurons);
        string Half(int i) => Node("Slice", [both, Wholes(i * Config.Neurons), Wholes((i + 1) * Config.Neurons), Wholes(2)]);
        var gated = Node("Mul", [Activate(Half(0)), Half(1)]);
        return Node("Add", [seen, Linear($"{name}.mlp.Wo", gated, Config.Neurons, Config.Width)]);
    }

    // Far below for tokens that are further away than half the window.
    private string Far()
    {
        var (columns, rows) = (Node("Unsqueeze", [Places, Wholes(1)]), Node("Unsqueeze", [Places, Wholes(2)]));
        var isFar = Node("Greater", [Node("Abs", [Node("Sub", [rows, columns])]), Wholes(Config.Window / 2)]);
        return Node("Unsqueeze", [Node("Mul", [Node("Cast", [isFar], ("to", (long)OnnxElement.Float)), Number(Nothing)]), Wholes(1)]);
    }

    // Pairs of numbers, half the width apart, are turned by an angle that grows with the place.
    private string Turn(string vectors, double theta)
    {
        var half = Config.HeadWidth / 2;
        string Half(long from) => Node("Slice", [vectors, Wholes(from), Wholes(from + half), Wholes(3)]);
        var turned = Node("Concat", [Node("Neg", [Half(half)]), Half(0)], ("axis", -1L));
        return Node("Add", [Node("Mul", [vectors, Angles(theta, Math.Cos)]), Node("Mul", [turned, Angles(theta, Math.Sin)])]);
    }

    private string Angles(double theta, Func<double, double> of)
    {
        var key = FormattableString.Invariant($"{of.Method.Name} {theta:r}");
        var table = Constant(key, () =>
        {
            var width = Config.HeadWidth;
            var values = new float[Config.Places * width];
            for (var place = 0; place < Config.Places; place++)
                for (var i = 0; i < width; i++)
                    values[(place * width) + i] = (float)of((float)(place * (float)(1 / Math.Pow(theta, 2.0 * (i % (width / 2)) / width))));
            return OnnxTensor.Of(values, Config.Places, width);
        });
        return Node("Unsqueeze", [Node("Gather", [table, Places]), Wholes(1)]);
    }
}
