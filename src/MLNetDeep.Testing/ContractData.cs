using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Testing;

/// <summary>A row of the contract's data.</summary>
public sealed class ContractRow
{
    /// <summary>The class.</summary>
    public string Label { get; set; } = "";

    /// <summary>A picture of 8 × 8 grey pixels.</summary>
    [VectorType(ContractData.Side * ContractData.Side)]
    public float[] Features { get; set; } = [];

    /// <summary>Whether the bars go across.</summary>
    public bool IsAcross { get; set; }

    /// <summary>A number that the class decides.</summary>
    public float Level { get; set; }

    /// <summary>Two numbers of very different size that the class decides.</summary>
    [VectorType(2)]
    public float[] Levels { get; set; } = [];

    /// <summary>A flag for bars across, one for bars down, one for either.</summary>
    [VectorType(3)]
    public float[] Marks { get; set; } = [];

    /// <summary>A column that no trainer asks for, to be passed on.</summary>
    public int Id { get; set; }

    /// <summary>A number that hangs on the class; NaN where it is missing.</summary>
    public float Length { get; set; }

    /// <summary>Numbers that hang on the class, of very different size.</summary>
    [VectorType(2)]
    public double[] Sizes { get; set; } = [];

    /// <summary>A category that hangs on the class; some are rare, some empty.</summary>
    public string Colour { get; set; } = "";

    /// <summary>A category as a key, counted from 0, as ML.NET reads such members; one beyond the last where it is missing.</summary>
    [KeyType(ContractData.Shades)]
    public uint Shade { get; set; }

    /// <summary>A flag by chance.</summary>
    public bool IsBold { get; set; }

    /// <summary>A day that hangs on the class; the earliest that there is where it is missing.</summary>
    public DateTime Day { get; set; }

    /// <summary>A remark in words, some of which hang on the class.</summary>
    public string Remark { get; set; } = "";

    /// <summary>Words in any number: no trainer here takes such a column.</summary>
    public string[] Words { get; set; } = [];

    /// <summary>The tag of each node of a graph, some of which hang on the class.</summary>
    public string[] Nodes { get; set; } = [];

    /// <summary>The node that each edge of the graph goes from: a ring, a star or a path.</summary>
    public int[] Sources { get; set; } = [];

    /// <summary>The node that each edge of the graph goes to.</summary>
    public int[] Targets { get; set; } = [];

    /// <summary>Two numbers of each node.</summary>
    public float[] NodeFeatures { get; set; } = [];

    /// <summary>The tag of each edge.</summary>
    public string[] EdgeTags { get; set; } = [];

    /// <summary>A sequence of 8 to 24 steps with two channels: a wave whose speed hangs on the class, and its slope. Some numbers are missing (NaN).</summary>
    public float[] Trace { get; set; } = [];

    /// <summary>A WAV file of a tone that rises, falls or stays, with noise.</summary>
    public byte[] Sound { get; set; } = [];
}

/// <summary>Small pictures of bars across, bars down and slopes, with noise: easy for any network, impossible for a constant.</summary>
public static class ContractData
{
    /// <summary>The label column.</summary>
    public const string Label = "Label";

    /// <summary>The feature column.</summary>
    public const string Features = "Features";

    /// <summary>The columns that trainers for tables learn from: numbers, categories, flags and dates, with values missing.</summary>
    public static IReadOnlyList<string> Table { get; } =
    [
        nameof(ContractRow.Length), nameof(ContractRow.Sizes), nameof(ContractRow.Colour), nameof(ContractRow.Shade),
        nameof(ContractRow.IsBold), nameof(ContractRow.Day),
    ];

    /// <summary>The columns that trainers of a kind of input learn from.</summary>
    public static IReadOnlyList<string> ColumnsOf(InputKind kind) => kind.Key switch
    {
        TextKey => [nameof(ContractRow.Remark)],
        GraphKey => Graph,
        SequenceKey => [nameof(ContractRow.Trace)],
        SoundKey => [nameof(ContractRow.Sound)],
        _ => kind.TakesSeveralColumns ? Table : [Features],
    };

    /// <summary>The columns of graphs.</summary>
    public static IReadOnlyList<string> Graph { get; } =
        [nameof(ContractRow.Nodes), nameof(ContractRow.NodeFeatures), nameof(ContractRow.Sources), nameof(ContractRow.Targets), nameof(ContractRow.EdgeTags)];

    /// <summary>The inputs of networks that take several: two texts, or the picture, the remark and the table.</summary>
    /// <param name="options">The options of the network.</param>
    public static InputParts PartsFor(CombinedTrainerOptions options)
    {
        InputPart Text(string column) => new(column, ArchitectureRegistry.Get("textcnn").CreateSmallOptions());
        return options is SentencePairOptions
            ? [Text(nameof(ContractRow.Remark)), Text(nameof(ContractRow.Colour))]
            : [new(Features, ArchitectureRegistry.Get("cnn").CreateSmallOptions()), Text(nameof(ContractRow.Remark)), new(Table, ArchitectureRegistry.Get("mlp").CreateSmallOptions())];
    }

    /// <summary>Values of the category that is a key.</summary>
    public const int Shades = 5;

    /// <summary>Channels of the sequences.</summary>
    public const int Channels = 2;

    /// <summary>Pixels on a side.</summary>
    public const int Side = 8;

    private const string TextKey = "text", GraphKey = "graph", SequenceKey = "sequence", SoundKey = "sound";

    // Samples a second of a sound, and of how many it is.
    private const int SampleRate = 8000, Samples = 1200;

    private static readonly string[][] Telling = [["level", "flat", "wide"], ["tall", "steep", "upright"], ["slanted", "diagonal", "oblique"]];
    private static readonly string[] Filling = ["the", "bars", "here", "look", "rather", "on", "this", "page", ",", "as", "ever", "."];
    private static readonly string[] Classes = ["across", "down", "slope"], Colours = ["red", "green", "blue"];

    /// <summary>The rows themselves, the same for the same seed.</summary>
    public static IReadOnlyList<ContractRow> Rows(int count, int seed = 1)
    {
        var (random, chance, words, graphs, traces, noise) = (new Random(seed), new Random(seed + 1000), new Random(seed + 2000), new Random(seed + 3000), new Random(seed + 4000), new Random(seed + 5000));
        return Enumerable.Range(0, count).Select(i =>
        {
            var kind = i % Classes.Length;
            return WithSound(WithTrace(WithGraph(WithRemark(WithTable(Row(i, random), kind, chance), kind, words), kind, graphs), kind, traces), kind, noise);
        }).ToArray();
    }

    /// <summary>The rows as a view whose label is a key.</summary>
    public static IDataView Create(MLContext ml, int count, int seed = 1)
    {
        // Keys in the order of the names, whatever rows there are.
        var keys = ml.Data.LoadFromEnumerable(Classes.Select(c => new KeyRow { Value = c }));
        var view = ml.Data.LoadFromEnumerable(Rows(count, seed));
        return ml.Transforms.Conversion.MapValueToKey(Label, keyData: keys).Fit(view).Transform(view);
    }

    private static ContractRow Row(int id, Random random)
    {
        var kind = id % Classes.Length;
        var phase = random.Next(4);
        var pixels = new float[Side * Side];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
                pixels[(y * Side) + x] = ((kind switch { 0 => y, 1 => x, _ => x + y }) + phase) % 4 < 2 ? 12 : 2 + (float)(3 * random.NextDouble());
        return new ContractRow
        {
            Label = Classes[kind],
            Features = pixels,
            Id = id,
            IsAcross = kind == 0,
            Level = 100 + (5 * kind),
            Levels = [0.001f * kind, 1000 - (200 * (kind % 2))],
            Marks = [kind == 0 ? 1 : 0, kind == 1 ? 1 : 0, kind < 2 ? 1 : 0],
        };
    }

    private static ContractRow WithTable(ContractRow row, int kind, Random chance)
    {
        double Noise() => chance.NextDouble() - 0.5;
        row.Length = chance.Next(10) == 0 ? float.NaN : (float)(3 + (2 * kind) + Noise());
        row.Sizes = [Math.Exp((4 * kind) + Noise()), 1e6 + (100 * ((kind == 1 ? 1 : 0) + Noise()))];
        row.Colour = chance.Next(12) switch { 0 => "", 1 => $"rare {row.Id}", 2 => "any", _ => Colours[kind] };
        row.Shade = (uint)(chance.Next(8) == 0 ? Shades : kind + chance.Next(Shades - 2));
        row.IsBold = chance.Next(2) == 0;
        row.Day = chance.Next(12) == 0 ? default : new DateTime(2020, 1 + (3 * kind), 1).AddHours(chance.Next(1000));
        return row;
    }

    // One word in ten tells of another class.
    private static ContractRow WithRemark(ContractRow row, int kind, Random random)
    {
        var words = new List<string>();
        for (var length = random.Next(1, 10); words.Count < length;) words.Add(Filling[random.Next(Filling.Length)]);
        for (var telling = random.Next(1, 3); telling > 0; telling--)
        {
            var from = Telling[random.Next(10) == 0 ? random.Next(Telling.Length) : kind];
            words.Insert(random.Next(words.Count + 1), from[random.Next(from.Length)]);
        }
        row.Remark = string.Join(' ', words);
        return row;
    }

    // Rings, stars and paths of 3 to 8 nodes. One tag in ten tells of another class.
    private static ContractRow WithGraph(ContractRow row, int kind, Random random)
    {
        var nodes = random.Next(3, 9);
        row.Nodes = [.. Enumerable.Range(0, nodes).Select(_ => random.Next(3) == 0 ? Filling[random.Next(4)] : Colours[random.Next(10) == 0 ? random.Next(Colours.Length) : kind])];
        row.NodeFeatures = [.. Enumerable.Range(0, nodes * 2).Select(i => (float)(100 + random.NextDouble() + (i % 2 * kind)))];
        (int From, int To)[] edges = [.. Enumerable.Range(0, kind == 0 ? nodes : nodes - 1).Select(i => kind == 1 ? (0, i + 1) : (i, (i + 1) % nodes))];
        (row.Sources, row.Targets) = ([.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)]);
        row.EdgeTags = [.. edges.Select(_ => random.Next(2) == 0 ? "single" : "double")];
        return row;
    }

    // One number in twenty is missing.
    private static ContractRow WithTrace(ContractRow row, int kind, Random random)
    {
        var (steps, speed, start) = (random.Next(8, 25), 0.4 + (0.5 * kind), 2 * Math.PI * random.NextDouble());
        row.Trace = new float[steps * Channels];
        for (var step = 0; step < steps; step++)
        {
            var angle = start + (speed * step);
            row.Trace[step * Channels] = random.Next(20) == 0 ? float.NaN : (float)(50 + (10 * Math.Sin(angle)) + random.NextDouble());
            row.Trace[(step * Channels) + 1] = (float)(speed * Math.Cos(angle) + (0.1 * random.NextDouble()));
        }
        return row;
    }

    // Tones of 500 to 2500 Hz, louder or softer.
    private static ContractRow WithSound(ContractRow row, int kind, Random random)
    {
        var (start, loudness, phase) = (1400 + (200 * random.NextDouble()), 0.1 + (0.5 * random.NextDouble()), 0.0);
        var samples = new short[Samples];
        for (var i = 0; i < Samples; i++)
        {
            var drift = kind switch { 0 => 0, 1 => 1, _ => -1 } * 900.0 * i / Samples;
            phase += 2 * Math.PI * (start + drift) / SampleRate;
            samples[i] = (short)(short.MaxValue * loudness * (Math.Sin(phase) + (0.2 * (random.NextDouble() - 0.5))));
        }
        row.Sound = Wav(samples);
        return row;
    }

    // A file of 16 bits and one channel.
    private static byte[] Wav(short[] samples)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples.Length));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1); // PCM
        writer.Write((short)1);
        writer.Write(SampleRate);
        writer.Write(2 * SampleRate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples.Length);
        foreach (var sample in samples) writer.Write(sample);
        return stream.ToArray();
    }

    private sealed class KeyRow
    {
        public string Value { get; set; } = "";
    }
}
