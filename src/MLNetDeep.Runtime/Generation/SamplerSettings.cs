using System.Text.Json;

namespace MLNetDeep.Runtime;

/// <summary>What a sampler must know beside the network; kept in the metadata of its graph.</summary>
internal sealed record SamplerSettings
{
    /// <summary>The name of the metadata.</summary>
    public const string Key = "MLNetDeep.Sampler";

    /// <summary>What a diffusion network predicts; null where a network makes rows in one go.</summary>
    public string? Prediction { get; init; }

    /// <summary>Whether rows can be drawn at random.</summary>
    public required bool CanSample { get; init; }

    /// <summary>Numbers in what it starts from.</summary>
    public required int StateSize { get; init; }

    /// <summary>The column of the rows.</summary>
    public required string FeatureColumn { get; init; }

    /// <summary>The column of the conditions; null for none.</summary>
    public string? ConditionColumn { get; init; }

    /// <summary>The conditions in their order.</summary>
    public required string[] Conditions { get; init; }

    /// <summary>Channels, height and width, or the width of a row of numbers.</summary>
    public required int[] Shape { get; init; }

    /// <summary>Of each channel or column.</summary>
    public required float[] Means { get; init; }

    /// <summary>Of each channel or column.</summary>
    public required float[] Deviations { get; init; }

    /// <summary>The smallest number of each channel or column.</summary>
    public required float[] Low { get; init; }

    /// <summary>The largest number of each channel or column.</summary>
    public required float[] High { get; init; }

    /// <summary>Numbers in a row.</summary>
    public int Size => Shape.Aggregate(1, (product, size) => product * size);

    public string Write() => JsonSerializer.Serialize(this);

    public static SamplerSettings Read(string text) => JsonSerializer.Deserialize<SamplerSettings>(text) ?? throw new InvalidDataException("what it says of sampling is empty");
}
