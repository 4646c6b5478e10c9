using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>The keys and values of the tokens so far, so that each token is computed once. Dispose it.</summary>
/// <param name="layers">Layers of the network.</param>
/// <param name="shape">Rows, heads, the most tokens, and numbers of a head.</param>
/// <param name="device">Where it is.</param>
internal sealed class GptCache(int layers, long[] shape, Device device) : IDisposable
{
    /// <summary>Those of each layer.</summary>
    public IReadOnlyList<GptLayerCache> Layers { get; } = [.. Enumerable.Range(0, layers).Select(_ => new GptLayerCache(shape, device))];

    /// <summary>How many tokens there are.</summary>
    public long Length => Layers[0].Length;

    public void Dispose()
    {
        foreach (var layer in Layers) layer.Dispose();
    }
}

/// <summary>The keys and values of one layer.</summary>
internal sealed class GptLayerCache(long[] shape, Device device) : IDisposable
{
    private readonly Tensor _keys = empty(shape, device: device).DetachFromDisposeScope(), _values = empty(shape, device: device).DetachFromDisposeScope();

    /// <summary>How many tokens there are.</summary>
    public long Length { get; private set; }

    /// <summary>Adds keys and values [rows, heads, length, head]; gives all there are then.</summary>
    public (Tensor Keys, Tensor Values) Add(Tensor keys, Tensor values)
    {
        var length = keys.shape[2];
        _keys.narrow(2, Length, length).copy_(keys);
        _values.narrow(2, Length, length).copy_(values);
        Length += length;
        return (_keys.narrow(2, 0, Length), _values.narrow(2, 0, Length));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _values.Dispose();
    }
}
