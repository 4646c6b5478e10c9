using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Tabular;

/// <summary>
/// Numbers that tell rows apart, by which a row of a batch is found among remembered ones: whole numbers made of all features, whose sum does not
/// hang on the order of adding. Rows whose features are all alike have one number.
/// </summary>
internal sealed class RowNumbers : IDisposable
{
    private const double Precision = 65536;
    private readonly Tensor _factors;

    public RowNumbers(long width, Device device)
    {
        var random = new Random(1);
        using var factors = Tensors.OfLongs([.. Enumerable.Range(0, (int)width).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) | 1)]);
        _factors = factors.to(device, copy: true).DetachFromDisposeScope();
    }

    /// <summary>Shapes: [rows, width] → [rows].</summary>
    public Tensor Of(Tensor rows) => rows.Times(Precision).round().to(ScalarType.Int64).mul(_factors).sum([1]);

    public void Dispose() => _factors.Dispose();
}
