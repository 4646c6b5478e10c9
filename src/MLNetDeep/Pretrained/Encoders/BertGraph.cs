namespace MLNetDeep.Pretraining;

/// <summary>
/// BERT (Devlin et al., 2019), and those that are built alike: RoBERTa and XLM-RoBERTa (Liu et al., 2019), CamemBERT, MiniLM, DistilBERT (Sanh et al., 2019, without segments). Each layer: attention, then
/// two linear layers, each added to what it was given and normalized.
/// </summary>
internal sealed class BertGraph(EncoderConfig config, EncoderWeights weights) : EncoderGraph(config, weights)
{
    /// <summary>What may stand before all names.</summary>
    public static readonly string[] Prefixes = ["bert.", "roberta.", "distilbert.", "model."];

    /// <summary>A name that all have.</summary>
    public const string Sign = "embeddings.word_embeddings.weight";

    private bool IsDistilled => Config.Type == "distilbert";

    // Their places begin behind the number of the token that fills texts up.
    private bool IsRoberta => Config.Type is "roberta" or "xlm-roberta" or "camembert";

    protected override IReadOnlyList<string> Inputs => Config.Segments > 0 ? [Ids, Mask, Segments, Places] : [Ids, Mask, Places];

    protected override string Compose()
    {
        var bias = Hidden();
        var states = Embeddings();
        for (var i = 0; i < Config.Layers; i++) states = IsDistilled ? Distilled($"transformer.layer.{i}", states, bias) : Layer($"encoder.layer.{i}", states, bias);
        return states;
    }

    private string Embeddings()
    {
        string LookUp(string table, long rows, string numbers) => Node("Gather", [Weight($"embeddings.{table}.weight", rows, Config.Width), numbers]);
        var words = LookUp("word_embeddings", Config.Vocabulary, Ids);
        if (Config.Segments > 0) words = Node("Add", [words, LookUp("token_type_embeddings", Config.Segments, Segments)]);
        var places = IsRoberta ? Node("Add", [Places, Wholes(Config.Padding + 1L)]) : Places;
        return Norm("embeddings.LayerNorm", Node("Add", [words, LookUp("position_embeddings", Config.Places, places)]));
    }

    private string Layer(string name, string states, string bias)
    {
        var self = $"{name}.attention.self";
        var mixed = Attend(Heads(Square($"{self}.query", states)), Heads(Square($"{self}.key", states), turned: true), Heads(Square($"{self}.value", states)), bias);
        var seen = Norm($"{name}.attention.output.LayerNorm", Node("Add", [Square($"{name}.attention.output.dense", mixed), states]));
        var bent = Activate(Linear($"{name}.intermediate.dense", seen, Config.Width, Config.Neurons));
        return Norm($"{name}.output.LayerNorm", Node("Add", [Linear($"{name}.output.dense", bent, Config.Neurons, Config.Width), seen]));
    }

    private string Distilled(string name, string states, string bias)
    {
        var self = $"{name}.attention";
        var mixed = Attend(Heads(Square($"{self}.q_lin", states)), Heads(Square($"{self}.k_lin", states), turned: true), Heads(Square($"{self}.v_lin", states)), bias);
        var seen = Norm($"{name}.sa_layer_norm", Node("Add", [Square($"{self}.out_lin", mixed), states]));
        var bent = Activate(Linear($"{name}.ffn.lin1", seen, Config.Width, Config.Neurons));
        return Norm($"{name}.output_layer_norm", Node("Add", [Linear($"{name}.ffn.lin2", bent, Config.Neurons, Config.Width), seen]));
    }

    private string Square(string name, string input) => Linear(name, input, Config.Width, Config.Width);
}
