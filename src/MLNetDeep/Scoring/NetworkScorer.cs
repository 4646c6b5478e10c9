using System.Runtime.InteropServices;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Scoring;

/// <summary>Runs rows through a network. It changes nothing in it, so that many threads may score at once.</summary>
internal sealed class NetworkScorer
{
    private readonly DeepModel _model;
    private readonly Lifetime _lifetime;
    private readonly Device _device;
    private readonly bool _isSmall;

    public NetworkScorer(DeepModel model, Lifetime lifetime)
    {
        TorchSession.TuneMemory();
        (_model, _lifetime) = (model, lifetime);
        _device = model.Network.Input.Device;
        _isSmall = model.Features.RowWidth <= 16_384 && model.Network.parameters().Sum(p => p.numel()) <= 1_000_000;
        Outputs = model.Task.Output(model.Labels).Size;
        // Rows of a table are computed so quickly that what a batch costs besides would show.
        var most = model.Features.Shape is TableShape ? 1024 : 256;
        BatchRows = (int)Math.Clamp(1_000_000 / Math.Max(1, model.Features.RowWidth), 1, most);
    }

    public FeatureSpec Features => _model.Features;

    /// <summary>Scores for each row.</summary>
    public int Outputs { get; }

    /// <summary>Rows scored at once behind a cursor.</summary>
    public int BatchRows { get; }

    /// <summary>Scores the first rows of a finished block.</summary>
    /// <param name="reader">The block.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="scores">Room for rows × outputs.</param>
    public void Score(FeatureReader reader, int count, Span<float> scores)
    {
        using var use = _lifetime.Enter();
        // One row of a small network is done before a second thread has woken up, and much later where cores are busy.
        TorchSession.UseThreads(count == 1 && _isSmall ? 1 : _model.Options.Threads);
        using var scope = NewDisposeScope();
        using var still = inference_mode();
        var result = _model.Task.Activate(_model.Network.call(reader.ToTensor(count).to(_device)));
        MemoryMarshal.Cast<byte, float>(result.cpu().contiguous().bytes).CopyTo(scores);
    }
}
