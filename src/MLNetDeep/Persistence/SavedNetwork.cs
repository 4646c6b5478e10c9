using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MLNetDeep.Common;
using MLNetDeep.Inputs;
using MLNetDeep.Tasks;

namespace MLNetDeep.Persistence;

/// <summary>What a model file says of one network, beside its weights.</summary>
internal sealed record SavedNetwork
{
    /// <summary>Where it stands: indices from the outermost chain inwards; none when the network is the whole model.</summary>
    public required int[] Position { get; init; }

    public required string Architecture { get; init; }

    public required string Task { get; init; }

    /// <summary>The options, in the shape of the architecture's options.</summary>
    public required JsonElement Options { get; init; }

    public required string LabelColumn { get; init; }

    public required SavedLabels Labels { get; init; }

    /// <summary>Which embeddings the network gives; null where it gives scores.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SavedEmbedding? Embedding { get; init; }

    /// <summary>The kind of input that the architecture takes; none in files of before, in which modules of users' own were for one of three.</summary>
    public string? InputKind { get; init; }

    /// <summary>What the kind of input says of columns and features.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Input { get; init; } = [];

    public required TrainingHistory History { get; init; }

    /// <summary>The entry with its weights.</summary>
    public required string Weights { get; init; }

    public static SavedNetwork Of(DeepModel model, int[] position, string weights)
    {
        var input = new JsonObject();
        model.Features.Write(input);
        return new()
        {
            Position = position,
            Architecture = model.Architecture.Key,
            Task = model.Task.Key,
            Options = JsonSerializer.SerializeToElement(model.Options, model.Architecture.OptionsType, SavedJson.Settings),
            LabelColumn = model.LabelColumnName,
            Labels = SavedLabels.Of(model.Labels),
            Embedding = model.Task is EmbeddingTask task ? new SavedEmbedding(task.Column, task.IsNormalized, task.Trained.Size, task.Trained.Kind) : null,
            InputKind = model.Architecture.InputKind.Key,
            Input = input.Deserialize<Dictionary<string, JsonElement>>()!,
            History = model.History,
            Weights = weights,
        };
    }

    /// <summary>The kind of input that the architecture takes.</summary>
    public InputKind FindKind()
    {
        bool Has(string name) => Input.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False);
        return InputKinds.Get(InputKind ?? (Has("table") ? "table" : Has("takesImages") ? "image" : "any"));
    }

    /// <summary>How rows are read.</summary>
    public InputSpec ToFeatures() => InputKinds.Read(JsonSerializer.SerializeToNode(Input)!.AsObject());
}

/// <summary>The embeddings that a network gives.</summary>
/// <param name="Column">The column that is added.</param>
/// <param name="IsNormalized">Whether they have length 1.</param>
/// <param name="Outputs">How many outputs the network was trained with.</param>
/// <param name="OutputKind">What these are.</param>
internal sealed record SavedEmbedding(string Column, bool IsNormalized, int Outputs, OutputKind OutputKind);
