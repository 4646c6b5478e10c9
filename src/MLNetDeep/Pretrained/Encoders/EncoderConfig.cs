using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.Pretraining;

/// <summary>What a config.json says of a transformer that encodes texts.</summary>
internal sealed record EncoderConfig
{
    /// <summary>The kinds of model whose folders are read.</summary>
    public static readonly string[] Types = ["bert", "roberta", "xlm-roberta", "camembert", "distilbert", "modernbert"];

    private static readonly string[] _activations = ["gelu", "gelu_new", "gelu_pytorch_tanh", "relu", "silu"];

    /// <summary>Its model_type, one of <see cref="Types"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Numbers that describe a token.</summary>
    public required int Width { get; init; }

    /// <summary>Heads of each layer.</summary>
    public required int Heads { get; init; }

    /// <summary>Neurons of each layer.</summary>
    public required int Neurons { get; init; }

    /// <summary>How many different tokens there are.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The most tokens of a text, with what is left out at the beginning of the table.</summary>
    public required int Places { get; init; }

    /// <summary>Segments; 0 where the model knows none.</summary>
    public int Segments { get; init; }

    /// <summary>ε of the norms.</summary>
    public double Epsilon { get; init; }

    /// <summary>What bends in a layer.</summary>
    public string Activation { get; init; } = "";

    /// <summary>The number of the token that fills texts up.</summary>
    public int Padding { get; init; }

    /// <summary>ModernBERT: every so many layers one sees all tokens, the others those near by.</summary>
    public int GlobalEvery { get; init; }

    /// <summary>ModernBERT: how many tokens a layer sees that sees those near by.</summary>
    public int Window { get; init; }

    /// <summary>ModernBERT: the base of the angles of places in layers that see all tokens.</summary>
    public double GlobalTheta { get; init; }

    /// <summary>ModernBERT: the same in the others.</summary>
    public double LocalTheta { get; init; }

    /// <summary>The width of a head.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is none, or asks for what is not offered: all of it is named.</exception>
    public static EncoderConfig Read(string file)
    {
        try
        {
            return new Reader(JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new InvalidDataException("it is no object")).Config();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"'{file}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    // Takes entries one by one, and keeps what is wrong for one message.
    private sealed class Reader(JsonObject json)
    {
        private readonly List<string> _faults = [];

        public EncoderConfig Config()
        {
            var type = Text("model_type", "");
            if (!Types.Contains(type)) throw new InvalidDataException($"its model_type is '{type}', but must be {string.Join(", ", Types.SkipLast(1))} or {Types[^1]}");
            var config = type switch
            {
                "distilbert" => Distilled(),
                "modernbert" => Modern(),
                _ => Plain(type),
            };
            if (config.Heads > 0 && config.Width % config.Heads != 0) _faults.Add($"a width of {config.Width} cannot be divided among {config.Heads} heads");
            if (!_activations.Contains(config.Activation)) _faults.Add($"the activation is '{config.Activation}', but must be {string.Join(", ", _activations.SkipLast(1))} or {_activations[^1]}");
            if (type != "modernbert" && Text("position_embedding_type", "absolute") is var places && places != "absolute") _faults.Add($"position_embedding_type is '{places}', but must be 'absolute'");
            return _faults.Count == 0 ? config : throw new InvalidDataException(string.Join("; ", _faults));
        }

        private EncoderConfig Plain(string type) => Sizes(type, "num_hidden_layers", "hidden_size", "num_attention_heads", "intermediate_size") with
        {
            Segments = Whole("type_vocab_size", 2),
            Epsilon = Real("layer_norm_eps", 1e-12),
            Activation = Text("hidden_act", "gelu"),
            Padding = Whole("pad_token_id", type == "bert" ? 0 : 1, least: 0),
        };

        private EncoderConfig Distilled()
        {
            if (Flag("sinusoidal_pos_embds")) _faults.Add("sinusoidal_pos_embds is true, but must be false");
            return Sizes("distilbert", "n_layers", "dim", "n_heads", "hidden_dim") with
            {
                Epsilon = 1e-12,
                Activation = Text("activation", "gelu"),
                Padding = Whole("pad_token_id", 0, least: 0),
            };
        }

        private EncoderConfig Modern() => Sizes("modernbert", "num_hidden_layers", "hidden_size", "num_attention_heads", "intermediate_size", places: 8192) with
        {
            Epsilon = Real("norm_eps", 1e-5),
            Activation = Text("hidden_activation", "gelu"),
            Padding = Whole("pad_token_id", 50283, least: 0),
            GlobalEvery = Whole("global_attn_every_n_layers", 3),
            Window = Whole("local_attention", 128),
            GlobalTheta = Real("global_rope_theta", 160_000),
            LocalTheta = Real("local_rope_theta", 10_000),
        };

        private EncoderConfig Sizes(string type, string layers, string width, string heads, string neurons, int? places = null) => new()
        {
            Type = type,
            Layers = Whole(layers),
            Width = Whole(width),
            Heads = Whole(heads),
            Neurons = Whole(neurons),
            Vocabulary = Whole("vocab_size"),
            Places = Whole("max_position_embeddings", places),
        };

        private string Text(string name, string otherwise) => Take<string>(name, "a text") ?? otherwise;

        private bool Flag(string name) => Take<bool?>(name, "true or false") ?? false;

        private int Whole(string name, int? otherwise = null, int least = 1)
        {
            var found = Take<int?>(name, "a whole number") ?? otherwise;
            if (found is null && !json.ContainsKey(name)) _faults.Add($"it has no {name}");
            if (found < least) _faults.Add($"{name} is {found}, but must be at least {least}");
            return found ?? 0;
        }

        private double Real(string name, double otherwise)
        {
            var found = Take<double?>(name, "a number") ?? otherwise;
            if (!(found > 0)) _faults.Add(FormattableString.Invariant($"{name} is {found}, but must be above 0"));
            return found;
        }

        private T? Take<T>(string name, string wanted)
        {
            if (json[name] is not { } node) return default;
            if (node is JsonValue value && value.TryGetValue<T>(out var found)) return found;
            _faults.Add($"{name} is {node.ToJsonString()}, but must be {wanted}");
            return default;
        }
    }
}
