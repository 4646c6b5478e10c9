using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetDeep.Data;
using MLNetDeep.Generation;
using MLNetDeep.Inputs.Vectors;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>Grows an isolation forest, as a step of an ML.NET pipeline. Made by <c>mlContext.Deep().AnomalyDetection.IsolationForest</c>.</summary>
public sealed class IsolationForestTrainer : IEstimator<AnomalyTransformer>
{
    private readonly MLContext _context;
    private readonly string _column;
    private readonly IsolationForestOptions _options;
    private readonly double _rate;

    internal IsolationForestTrainer(MLContext context, string column, IsolationForestOptions options, double rate)
    {
        options.Validate();
        (_context, _column, _options, _rate) = (context, column, options.Clone(), rate);
    }

    /// <summary>A copy of the options.</summary>
    public IsolationForestOptions Options => _options.Clone();

    /// <summary>Grows the forest from these rows, and chooses the threshold on them.</summary>
    /// <param name="input">Rows that are normal, or mostly so.</param>
    public AnomalyTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var type = ColumnChecks.Find(input.Schema, "feature", _column).Type;
        var spec = new VectorSpec(_column, type is VectorDataViewType vector ? vector.Size : 1);
        spec.Check(input.Schema);
        var random = new Random(_options.Seed ?? ((IHostEnvironment)_context).Register(nameof(IsolationForestTrainer)).Rand.Next());
        var rows = Draw(RawRows.Read(input, spec), _options.Trees * (long)_options.SampleSize, random);
        if (rows.Count < 2) throw new InvalidOperationException($"A forest tells rows from each other: at least 2 are needed, but there {(rows.Count == 1 ? "is 1" : "are none")}.");
        var forest = IsolationForest.Grow(rows, _options.Trees, _options.SampleSize, random);
        ITransformer Detector(float threshold) => GenerativeSteps.Detector(spec, [SavedColumns.Features], forest.ToOnnx(spec.Width, threshold), 0);
        var threshold = AnomalyTrainer.Threshold(Detector(0), input, _rate);
        return new AnomalyTransformer(Detector(threshold), spec, TrainingHistory.None, threshold);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        new VectorInput().Check(new FeatureRequest([_column], "", []), inputSchema);
        return AnomalyTrainer.Promise(_context, inputSchema);
    }

    // As many as all trees take at most, all with the same chance (Vitter, Random Sampling with a Reservoir, 1985).
    private static List<float[]> Draw(IEnumerable<float[]> rows, long most, Random random)
    {
        var (drawn, seen) = (new List<float[]>(), 0L);
        foreach (var row in rows)
        {
            seen++;
            if (drawn.Count < most) drawn.Add(row);
            else if (random.NextInt64(seen) is var place && place < most) drawn[(int)place] = row;
        }
        return drawn;
    }
}
