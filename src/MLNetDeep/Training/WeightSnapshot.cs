using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>A copy of everything a network has learnt, to come back to.</summary>
internal sealed class WeightSnapshot(Module network) : IDisposable
{
    private readonly List<(Tensor Live, Tensor Copy)> _tensors = [];

    public bool IsTaken => _tensors.Count > 0;

    public void Take()
    {
        using var still = no_grad();
        if (!IsTaken)
            foreach (var live in All()) _tensors.Add((live, live.clone().DetachFromDisposeScope()));
        else
            foreach (var (live, copy) in _tensors) copy.copy_(live);
    }

    public void Restore()
    {
        using var still = no_grad();
        foreach (var (live, copy) in _tensors) live.copy_(copy);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(IsTaken);
        foreach (var (_, copy) in _tensors) TensorBytes.Write(writer, copy);
    }

    public void Load(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return;
        Take();
        foreach (var (_, copy) in _tensors) TensorBytes.Read(reader, copy);
    }

    public void Dispose()
    {
        foreach (var (_, copy) in _tensors) copy.Dispose();
        _tensors.Clear();
    }

    private IEnumerable<Tensor> All() => network.parameters().Concat(network.buffers());
}
