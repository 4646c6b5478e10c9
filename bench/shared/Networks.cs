using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>A network of the size that it has by default, and how many rows a round takes.</summary>
/// <param name="Name">Its name, with the size of its rows.</param>
/// <param name="Rows">Rows of a round.</param>
/// <param name="Width">Numbers in a row, or words in a text.</param>
/// <param name="Options">Makes its options.</param>
/// <param name="Trainer">Makes its trainer.</param>
internal sealed record Network(string Name, int Rows, int Width, Func<TrainerOptions> Options, Func<DeepMulticlassCatalog, TrainerOptions, DeepTrainer> Trainer)
{
    /// <summary>Classes of the rows, one after the other.</summary>
    public const int Classes = 10;

    public static Network Cnn { get; } = new("Cnn, 8 × 8 pixels", 8192, 64, () => new CnnOptions(), (tasks, options) => tasks.Cnn("Label", "Features", (CnnOptions)options));

    public static Network ResNet { get; } = new("ResNet-18, 32 × 32 pixels", 256, 3072, () => Sized(new ResNetOptions()),
        (tasks, options) => tasks.ResNet("Label", "Features", (ResNetOptions)options));

    public static Network ViT { get; } = new("ViT-tiny, 32 × 32 pixels", 256, 3072, () => Sized(new ViTOptions()),
        (tasks, options) => tasks.ViT("Label", "Features", (ViTOptions)options));

    public static Network Mlp { get; } = new("Mlp, 50 numbers", 32_768, 50, () => new MlpOptions(), (tasks, options) => tasks.Mlp("Label", ["Features"], (MlpOptions)options));

    public static Network FtTransformer { get; } = new("FT-Transformer, 50 numbers", 1024, 50, () => new FtTransformerOptions(),
        (tasks, options) => tasks.FtTransformer("Label", ["Features"], (FtTransformerOptions)options));

    public static Network TextTransformer { get; } = new("TextTransformer, 24 words", 2048, 24, () => new TextTransformerOptions(),
        (tasks, options) => tasks.TextTransformer("Label", "Text", (TextTransformerOptions)options))
    { IsText = true };

    public static Network TextCnn { get; } = new("TextCnn, 24 words", 2048, 24, () => new TextCnnOptions(), (tasks, options) => tasks.TextCnn("Label", "Text", (TextCnnOptions)options))
    { IsText = true };

    public static Network Lstm { get; } = new("Lstm, 24 words", 2048, 24, () => new LstmOptions(), (tasks, options) => tasks.Lstm("Label", "Text", (LstmOptions)options))
    { IsText = true };

    // Without augmentation, which the loop by hand has not either. Samples make as many frames as those of spoken digits.
    public static Network AudioCnn { get; } = new("AudioCnn, 61 frames of 40 bands", 1024, 5000, () => new AudioCnnOptions { SampleRate = 8000, Augment = false },
        (tasks, options) => tasks.AudioCnn("Label", "Features", (AudioCnnOptions)options));

    /// <summary>Whether rows are texts, all of one length.</summary>
    public bool IsText { get; init; }

    /// <summary>Random rows with one of ten classes.</summary>
    public IDataView Random(MLContext ml, int count)
    {
        var random = new Random(1);
        if (IsText) return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => TextRow.Random(random, i, Width)).ToList());
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => Row.Random(random, i, Width)).ToList(), Schema());
    }

    /// <summary>How ML.NET is to see a <see cref="Row"/>.</summary>
    public SchemaDefinition Schema()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Width);
        return definition;
    }

    private static TrainerOptions Sized(ImageTrainerOptions options)
    {
        (options.Channels, options.ImageHeight, options.ImageWidth) = (3, 32, 32);
        return options;
    }
}

/// <summary>A row of numbers with one of ten classes.</summary>
internal sealed class Row
{
    [KeyType(Network.Classes)]
    public uint Label { get; set; }

    public float[] Features { get; set; } = [];

    public static Row Random(Random random, int index, int width) =>
        new() { Label = (uint)(index % Network.Classes) + 1, Features = [.. Enumerable.Range(0, width).Select(_ => random.NextSingle())] };
}

/// <summary>A text with one of ten classes.</summary>
internal sealed class TextRow
{
    private const int Words = 5000;

    [KeyType(Network.Classes)]
    public uint Label { get; set; }

    public string Text { get; set; } = "";

    public static TextRow Random(Random random, int index, int words) =>
        new() { Label = (uint)(index % Network.Classes) + 1, Text = string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(Words)}")) };
}
