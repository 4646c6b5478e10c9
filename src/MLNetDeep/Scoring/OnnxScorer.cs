using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep.Scoring;

/// <summary>Scores by ONNX Runtime on the CPU: small batches, each on one thread, several at once.</summary>
internal sealed class OnnxScorer(DeepModel model, OnnxNetwork network, string output, Lifetime lifetime) : IRowScorer
{
    private readonly string[] _outputs = [output];

    public int BatchRows => network.BatchRows;

    public int BatchesAtOnce => network.Threads;

    public RowBatch Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted) =>
        new Batch(this, model.Features.Open(row, capacity, strict: false), model.Outputs, capacity);

    private void Score(FeatureReader reader, int count, Span<float> scores, bool isAlone)
    {
        using var use = lifetime.Enter();
        network.Run(reader.ToOnnx(count), _outputs, scores, isAlone);
    }

    private sealed class Batch(OnnxScorer scorer, FeatureReader reader, int outputs, int capacity) : ScoreBatch(reader, outputs, capacity)
    {
        protected override void Score(FeatureReader reader, int count, Span<float> scores, bool isAlone) => scorer.Score(reader, count, scores, isAlone);
    }
}
