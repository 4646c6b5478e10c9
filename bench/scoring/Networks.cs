using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>A network to score with, and how many rows a round scores.</summary>
internal sealed record Network(string Name, int Rows, int Width, Func<DeepMulticlassCatalog, ScoringEngine, DeepTrainer> Trainer);

/// <summary>The networks of this benchmark, each of the size that it has by default.</summary>
internal static class Networks
{
    public static IReadOnlyList<Network> All { get; } =
    [
        new("Cnn, 8 × 8 pixels", 8192, 64, (tasks, engine) => tasks.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, ScoringEngine = engine })),
        new("ResNet-18, 32 × 32 pixels", 256, 3072, (tasks, engine) => tasks.ResNet("Label", "Features",
            new ResNetOptions { MaxEpochs = 1, Channels = 3, ImageHeight = 32, ImageWidth = 32, ScoringEngine = engine })),
        new("Mlp, 50 numbers", 32_768, 50, (tasks, engine) => tasks.Mlp("Label", ["Features"], new MlpOptions { MaxEpochs = 1, ScoringEngine = engine })),
    ];

    /// <summary>Random rows.</summary>
    public static IDataView Rows(MLContext ml, int count, int width)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var random = new Random(1);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => Row.Random(random, i, width)).ToList(), definition);
    }
}

/// <summary>A row of numbers with one of ten classes.</summary>
internal sealed class Row
{
    public string Label { get; set; } = "";

    public float[] Features { get; set; } = [];

    public static Row Random(Random random, int index, int width) =>
        new() { Label = $"class {index % 10}", Features = [.. Enumerable.Range(0, width).Select(_ => random.NextSingle())] };
}

internal sealed class Scored
{
    public float[] Score { get; set; } = [];
}
