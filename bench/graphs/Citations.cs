using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Graphs;

/// <summary>A paper of a citation graph.</summary>
internal sealed class Paper
{
    public int Id { get; set; }

    public string Label { get; set; } = "";

    public string Split { get; set; } = "";

    public float[] Features { get; set; } = [];
}

/// <summary>A citation.</summary>
internal sealed class Citation
{
    public int Source { get; set; }

    public int Target { get; set; }
}

/// <summary>Topics of papers in a citation graph, with the options of the papers that published these networks.</summary>
internal sealed class Citations
{
    private readonly MLContext _ml = new(1);
    private readonly Paper[] _papers;
    private readonly KeyValuePair<string, string>[] _settings;
    private readonly bool _validates;
    private readonly NodeGraph _graph;

    public Citations(string folder, KeyValuePair<string, string>[] settings, bool validates)
    {
        (_settings, _validates, Name) = (settings, validates, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)));
        string[][] lines = [.. File.ReadLines(Path.Combine(folder, "nodes.tsv")).Skip(1).Select(line => line.Split('\t'))];
        var width = lines.SelectMany(line => line[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Max(int.Parse) + 1;
        _papers = [.. lines.Select(line => new Paper { Id = int.Parse(line[0], CultureInfo.InvariantCulture), Label = line[1], Split = line[2], Features = Ones(line[3], width) })];
        Citation[] citations = [.. File.ReadLines(Path.Combine(folder, "edges.tsv")).Skip(1).Select(line => line.Split('\t')).Select(line => new Citation { Source = int.Parse(line[0]), Target = int.Parse(line[1]) })];
        (Nodes, Edges) = (View(_papers), _ml.Data.LoadFromEnumerable(citations));
        _graph = _ml.Deep().Graphs.Create(Nodes, Edges);
    }

    public string Name { get; }

    public IDataView Nodes { get; }

    public IDataView Edges { get; }

    public (double Accuracy, int Epochs) Run(string model, string split, int seed)
    {
        var (train, validation, test) = split == "public" ? Public() : Random(seed);
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(View(_papers));
        IDataView Part(IEnumerable<Paper> papers) => keys.Transform(View([.. papers]));
        var (rows, judged) = (Part(train), Part(_validates ? validation : test));
        if (model is "logistic" or "lightgbm")
        {
            IEstimator<ITransformer> trainer = model == "logistic"
                ? _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()
                : _ml.MulticlassClassification.Trainers.LightGbm(new Microsoft.ML.Trainers.LightGbm.LightGbmMulticlassTrainer.Options { MinimumExampleCountPerLeaf = 2, Seed = seed });
            return (_ml.MulticlassClassification.Evaluate(trainer.Fit(rows).Transform(judged)).MicroAccuracy, 0);
        }
        var options = Options(model);
        (options.Seed, options.ValidationSet) = (seed, Part(validation));
        OptionCatalog.Apply(options, _settings);
        using var trained = _ml.Deep().MulticlassClassification.Nodes("Label", _graph, options).Fit(rows);
        return (_ml.MulticlassClassification.Evaluate(trained.Transform(judged)).MicroAccuracy, trained.History.Epochs.Count);
    }

    private static GraphNetworkOptions Options(string model) => model switch
    {
        "gcn" => new GcnOptions { HiddenSize = 16 },
        "appnp" => new AppnpOptions(),
        _ => (GraphNetworkOptions)ArchitectureRegistry.Get(model).CreateOptions(),
    };

    private static float[] Ones(string places, int width)
    {
        var ones = new float[width];
        foreach (var place in places.Split(' ', StringSplitOptions.RemoveEmptyEntries)) ones[int.Parse(place)] = 1;
        return ones;
    }

    private (IEnumerable<Paper> Train, IEnumerable<Paper> Validation, IEnumerable<Paper> Test) Public() =>
        (_papers.Where(p => p.Split == "train"), _papers.Where(p => p.Split == "validation"), _papers.Where(p => p.Split == "test"));

    private (IEnumerable<Paper> Train, IEnumerable<Paper> Validation, IEnumerable<Paper> Test) Random(int seed)
    {
        var shuffled = (Paper[])_papers.Clone();
        new Random(seed).Shuffle(shuffled);
        HashSet<Paper> train = [.. shuffled.GroupBy(p => p.Label).SelectMany(g => g.Take(20))];
        Paper[] others = [.. shuffled.Where(p => !train.Contains(p))];
        return (train, others.Take(500), others.Skip(500).Take(1000));
    }

    private IDataView View(Paper[] papers)
    {
        var definition = SchemaDefinition.Create(typeof(Paper));
        definition[nameof(Paper.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, papers[0].Features.Length);
        return _ml.Data.LoadFromEnumerable(papers, definition);
    }
}
