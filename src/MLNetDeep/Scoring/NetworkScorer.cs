using Microsoft.ML;
using MLNetDeep.Onnx;
using MLNetDeep.Persistence;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;
using TorchSharp;

namespace MLNetDeep.Scoring;

/// <summary>Scores with a trained network. What computes the scores is settled when the first row is scored: exporting a network takes a while.</summary>
internal sealed class NetworkScorer : IRowScorer, IDisposable
{
    private readonly DeepModel _model;
    private readonly Lifetime _lifetime;
    private readonly Lazy<IRowScorer> _scorer;
    private OnnxNetwork? _network;

    public NetworkScorer(MLContext context, DeepModel model, Lifetime lifetime)
    {
        (_model, _lifetime) = (model, lifetime);
        _scorer = new Lazy<IRowScorer>(() => Choose(context));
    }

    /// <summary>What computes the scores.</summary>
    /// <exception cref="OnnxExportException">ONNX Runtime was asked for, but the network cannot be exported.</exception>
    public ScoringEngine Engine => _scorer.Value is OnnxScorer ? ScoringEngine.Onnx : ScoringEngine.Torch;

    public int BatchRows => _scorer.Value.BatchRows;

    public int BatchesAtOnce => _scorer.Value.BatchesAtOnce;

    public RowBatch Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted) => _scorer.Value.Open(row, capacity, wanted);

    public void Dispose() => _network?.Dispose();

    private IRowScorer Choose(MLContext context)
    {
        using var use = _lifetime.Enter();
        var (engine, weights) = (_model.Options.ScoringEngine, _model.Options.ScoringWeights);
        if (engine == ScoringEngine.Torch || (engine == ScoringEngine.Auto && weights == ScoringWeights.Single && _model.Network.Input.Device.type != DeviceType.CPU))
            return new TorchScorer(_model, _lifetime);
        try
        {
            var task = TaskSaving.Of(_model.Task);
            _network = NetworkOnnx.Open(_model, NetworkOnnx.ExportScores(_model, task), task);
            if (weights == ScoringWeights.Int8)
            {
                // What was checked is that the network is exported as it is; what is rounded differs.
                _network.Dispose();
                _network = new OnnxNetwork(NetworkOnnx.ExportScores(_model, task, weights), _model.Options.Threads);
            }
            return new OnnxScorer(_model, _network, task.ScoreOutput, _lifetime);
        }
        catch (Exception e) when (engine == ScoringEngine.Auto && e is not OutOfMemoryException)
        {
            // Whatever it is: a module of the user's own says how it is exported, and libtorch can do without.
            using var log = new ChannelLog(context);
            log.Info($"Scores are computed by libtorch, not by ONNX Runtime: {e.Message}");
            return new TorchScorer(_model, _lifetime);
        }
    }
}
