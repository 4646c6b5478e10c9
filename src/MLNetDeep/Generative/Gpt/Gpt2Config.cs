using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.Runtime;

namespace MLNetDeep.Generative;

/// <summary>What a config.json says of a network of the GPT-2 family.</summary>
/// <param name="Layers">Layers.</param>
/// <param name="Heads">Heads of each.</param>
/// <param name="Width">Numbers that describe a token.</param>
/// <param name="Places">The most tokens at once.</param>
/// <param name="Vocabulary">How many different tokens there are.</param>
/// <param name="End">The token between texts.</param>
/// <param name="Epsilon">ε of the norms.</param>
internal sealed record Gpt2Config(int Layers, int Heads, int Width, int Places, int Vocabulary, int End, double Epsilon)
{
    /// <summary>Reads the config.json of a folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is of another network, or asks for what is not supported.</exception>
    public static Gpt2Config Read(string folder)
    {
        var file = Existing(folder, "config.json");
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new InvalidDataException("it is no object");
            string Text(string name, string other) => json[name] is { } value ? value.GetValue<string>() : other;
            int Number(string name, string? other = null) => (json[name] ?? (other is null ? null : json[other]) ?? throw new InvalidDataException($"it has no {name}")).GetValue<int>();
            if (Text("model_type", "gpt2") is var type && type != "gpt2") throw new InvalidDataException($"its model_type is '{type}', but must be 'gpt2'");
            if (Text("activation_function", "gelu_new") is var bend && bend is not ("gelu_new" or "gelu_pytorch_tanh")) throw new InvalidDataException($"its activation_function is '{bend}', but must be 'gelu_new'");
            return new Gpt2Config(Number("n_layer"), Number("n_head"), Number("n_embd"), Number("n_positions", "n_ctx"), Number("vocab_size"), Number("eos_token_id"), json["layer_norm_epsilon"]?.GetValue<double>() ?? 1e-5);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{file}' cannot be read: {e.Message}.", e);
        }
    }

    /// <summary>A file that must be there.</summary>
    public static string Existing(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"There is no file '{path}': a folder of a GPT-2 model has config.json, model.safetensors, vocab.json and merges.txt.", path);
    }

    /// <summary>The number of a token in the published network: that of the boundary, and of none, is the end of texts.</summary>
    public long[] Numbers() => [.. Enumerable.Range(0, Vocabulary + TokenizerSettings.First).Select(token => (long)(token < TokenizerSettings.First ? End : token - TokenizerSettings.First))];
}
