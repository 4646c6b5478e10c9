using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Scoring;

/// <summary>Scores by libtorch, on the device that the network is on.</summary>
internal sealed class TorchScorer : IRowScorer
{
    private readonly DeepModel _model;
    private readonly Lifetime _lifetime;
    private readonly Device _device;
    private readonly bool _isSmall;

    public TorchScorer(DeepModel model, Lifetime lifetime)
    {
        TorchSession.TuneMemory();
        (_model, _lifetime) = (model, lifetime);
        _device = model.Network.Input.Device;
        _isSmall = model.Features.RowWidth <= 16_384 && model.Network.parameters().Sum(p => p.numel()) <= 1_000_000;
        BatchRows = (int)Math.Clamp(1_000_000 / Math.Max(1, model.Features.RowWidth), 1, model.Features.MostScored);
    }

    public int BatchRows { get; }

    // libtorch shares each batch among its own threads.
    public int BatchesAtOnce => 1;

    public RowBatch Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted) =>
        new Batch(this, _model.Features.Open(row, capacity, strict: false), capacity);

    private void Score(FeatureReader reader, int count, Span<float> scores, bool isAlone)
    {
        using var use = _lifetime.Enter();
        // One row of a small network is done before a second thread has woken up, and much later where cores are busy.
        TorchSession.UseThreads(isAlone && _isSmall ? 1 : _model.Options.Threads);
        using var scope = NewDisposeScope();
        using var still = inference_mode();
        using var features = reader.ToFeatures(count);
        using var moved = features.To(_device);
        var result = _model.Task.Activate(_model.Network.Run(moved));
        MemoryMarshal.Cast<byte, float>(result.cpu().contiguous().bytes).CopyTo(scores);
    }

    private sealed class Batch(TorchScorer scorer, FeatureReader reader, int capacity) : ScoreBatch(reader, scorer._model.Outputs, capacity)
    {
        protected override void Score(FeatureReader reader, int count, Span<float> scores, bool isAlone) => scorer.Score(reader, count, scores, isAlone);
    }
}
