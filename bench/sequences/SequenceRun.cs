using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Sequences;

/// <summary>One training on one set of sequences.</summary>
/// <param name="set">The set.</param>
/// <param name="model">The key of a network, or LightGbm.</param>
/// <param name="seed">The seed of the training.</param>
/// <param name="settings">Options that are not their defaults.</param>
internal sealed class SequenceRun(SequenceSet set, string model, int seed, IReadOnlyList<KeyValuePair<string, string>> settings)
{
    private readonly MLContext _ml = new(seed);

    public SequenceMeasure Measure()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(set.Train), test = _ml.Data.LoadFromEnumerable(set.Test);
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(train);
        var clock = Stopwatch.StartNew();
        var fitted = Estimator().Fit(keys.Transform(train));
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var metrics = _ml.MulticlassClassification.Evaluate(fitted.Transform(keys.Transform(test)));
        var history = (fitted as DeepTransformer)?.History;
        (fitted as IDisposable)?.Dispose();
        return new SequenceMeasure(metrics.MicroAccuracy, metrics.LogLoss, seconds, clock.Elapsed.TotalSeconds * 1000 / set.Test.Count, history?.Epochs.Count ?? 0);
    }

    private IEstimator<ITransformer> Estimator()
    {
        if (model == "LightGbm") return Statistics().Append(_ml.MulticlassClassification.Trainers.LightGbm());
        var architecture = ArchitectureRegistry.Get(model);
        var options = (SequenceTrainerOptions)architecture.CreateOptions();
        (options.Seed, options.Channels) = (seed, set.Channels);
        OptionCatalog.Apply(options, settings);
        return _ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", "Sequence", options);
    }

    // Of each channel mean, deviation, least, largest, and the mean change from step to step; and how many steps there are.
    private EstimatorChain<ITransformer> Statistics()
    {
        var definition = SchemaDefinition.Create(typeof(Summary));
        definition[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1 + (5 * set.Channels));
        IEstimator<ITransformer> summary = _ml.Transforms.CustomMapping<SequenceOnly, Summary>((row, summary) => summary.Features = Summarize(row.Sequence), null, outputSchemaDefinition: definition);
        return new EstimatorChain<ITransformer>().Append(summary);
    }

    private float[] Summarize(float[] sequence)
    {
        var numbers = new List<float> { sequence.Length / set.Channels };
        for (var channel = 0; channel < set.Channels; channel++)
        {
            float[] known = [.. sequence.Where((value, i) => i % set.Channels == channel && float.IsFinite(value)).DefaultIfEmpty(0)];
            var mean = known.Average();
            numbers.AddRange([mean, MathF.Sqrt(known.Average(value => (value - mean) * (value - mean))), known.Min(), known.Max(), known.Zip(known.Skip(1), (a, b) => Math.Abs(b - a)).DefaultIfEmpty(0).Average()]);
        }
        return [.. numbers];
    }

    private sealed class SequenceOnly
    {
        public float[] Sequence { get; set; } = [];
    }

    private sealed class Summary
    {
        public float[] Features { get; set; } = [];
    }
}
