using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetDeep.Data;
using MLNetDeep.Data.Tables;
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

    public required string FeatureColumn { get; init; }

    public required FeatureSource FeatureSource { get; init; }

    /// <summary>How a table is encoded; none for what is no table.</summary>
    public TableEncoding? Table { get; init; }

    /// <summary>One number: a row of so many numbers. Three: channels, height, width.</summary>
    public required int[] InputShape { get; init; }

    public required bool ToGrey { get; init; }

    /// <summary>Whether a module of the user's own takes images.</summary>
    public required bool TakesImages { get; init; }

    public required TrainingHistory History { get; init; }

    /// <summary>The entry with its weights.</summary>
    public required string Weights { get; init; }

    public static SavedNetwork Of(DeepModel model, int[] position, string weights) => new()
    {
        Position = position,
        Architecture = model.Architecture.Key,
        Task = model.Task.Key,
        Options = JsonSerializer.SerializeToElement(model.Options, model.Architecture.OptionsType, SavedJson.Settings),
        LabelColumn = model.LabelColumnName,
        Labels = SavedLabels.Of(model.Labels),
        FeatureColumn = model.Features.ColumnName,
        FeatureSource = model.Features.Source,
        InputShape = [.. model.Features.Shape.Dimensions.Select(dim => (int)dim)],
        ToGrey = model.Features.ToGrey,
        Table = model.Features.Table,
        TakesImages = model.Architecture.InputKind == InputKind.Image,
        History = model.History,
        Weights = weights,
    };

    /// <summary>The kind of input of a module of the user's own.</summary>
    [JsonIgnore]
    public InputKind InputKind => Table is not null ? InputKind.Table : TakesImages ? InputKind.Image : InputKind.Any;

    public FeatureSpec ToFeatures() => Table is not null ? FeatureSpec.Of(Table) : new(FeatureColumn, FeatureSource, InputShape switch
    {
        [int width] => new TableShape(width),
        [int channels, int height, int width] => new ImageShape(channels, height, width),
        _ => throw new InvalidDataException($"an input of {InputShape.Length} dimensions is not known"),
    }, ToGrey);
}
