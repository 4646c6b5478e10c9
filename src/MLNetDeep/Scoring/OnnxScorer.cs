using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Scoring;

/// <summary>Scores by ONNX Runtime on the CPU: small batches, each on one thread, several at once.</summary>
internal sealed class OnnxScorer(DeepModel model, OnnxNetwork network, string output, Lifetime lifetime) : IRowScorer
{
    // Larger batches are no quicker, and what they compute in between no longer fits into the cache of a core.
    private const int MostRows = 64, MostNumbers = 1_000_000;
    private readonly string[] _outputs = [output];

    public int BatchRows { get; } = Math.Clamp(MostNumbers / Math.Max(1, model.Features.RowWidth), 1, MostRows);

    public int BatchesAtOnce { get; } = model.Options.Threads > 0 ? model.Options.Threads : Environment.ProcessorCount;

    public RowBatch Open(DataViewRow row, int capacity, IReadOnlyList<string> wanted) =>
        new Batch(this, FeatureReader.Open(row, model.Features, capacity, strict: false), model.Outputs, capacity);

    private void Score(FeatureReader reader, int count, Span<float> scores)
    {
        using var use = lifetime.Enter();
        network.Run(reader.ToFloats(count), count, _outputs, scores);
    }

    private sealed class Batch(OnnxScorer scorer, FeatureReader reader, int outputs, int capacity) : ScoreBatch(reader, outputs, capacity)
    {
        protected override void Score(FeatureReader reader, int count, Span<float> scores) => scorer.Score(reader, count, scores);
    }
}
