using MLNetDeep.Common;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training;

/// <summary>
/// An exponential average of the weights of all steps (Polyak and Juditsky, Acceleration of Stochastic Approximation by
/// Averaging, 1992). It starts with little memory, so that the weights of the start are forgotten soon. Statistics that
/// are not weights are averaged alike where they change, and stay to the last bit where they do not, as what was learnt of the
/// input before; counters are copied.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double _decay;
    private readonly List<(Tensor Live, Tensor Average)> _tensors;
    private readonly int _weights;

    public WeightAverage(Module network, double decay)
    {
        using var still = no_grad();
        _decay = decay;
        _weights = network.parameters().Count();
        _tensors = network.parameters().Concat(network.buffers()).Select(live => (live, live.detach().clone().DetachFromDisposeScope())).ToList();
    }

    /// <summary>Takes in the weights after a step, counted from 1.</summary>
    public void Update(long step)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var decay = Math.Min(_decay, (1.0 + step) / (10 + step));
        foreach (var (live, average) in _tensors.Take(_weights)) average.MultiplyInPlace(decay).AddInPlace(live, 1 - decay);
        foreach (var (live, average) in _tensors.Skip(_weights))
            // Rounding would make another number even of two that are the same.
            average.copy_(live.is_floating_point() ? where(live.eq(average), average, average.Times(decay).PlusTimes(live, 1 - decay)) : live);
    }

    /// <summary>Puts the average into the network and the network's weights in its place, or back again.</summary>
    public void Swap()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var (live, average) in _tensors)
        {
            var kept = live.clone();
            live.copy_(average);
            average.copy_(kept);
        }
    }

    public void Save(BinaryWriter writer) => _tensors.ForEach(t => TensorBytes.Write(writer, t.Average));

    public void Load(BinaryReader reader) => _tensors.ForEach(t => TensorBytes.Read(reader, t.Average));

    public void Dispose() => _tensors.ForEach(t => t.Average.Dispose());
}
