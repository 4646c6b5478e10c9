using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>One part of what rows offer a network.</summary>
internal abstract class FeaturePart : IDisposable
{
    /// <summary>How many rows.</summary>
    public abstract int Rows { get; }

    /// <summary>Room for so many rows like these.</summary>
    public abstract FeaturePart Room(long rows);

    /// <summary>Copies of the rows with these numbers.</summary>
    public abstract FeaturePart Select(Tensor rows);

    /// <summary>A stretch of the rows, which shares their memory.</summary>
    public abstract FeaturePart Slice(long from, long count);

    /// <summary>The same rows once more, which share their memory.</summary>
    public abstract FeaturePart Alias();

    /// <summary>The rows where they are computed with.</summary>
    public abstract FeaturePart To(Device device);

    /// <summary>Overwrites a stretch of the rows, from one on, by others.</summary>
    public abstract void Put(long from, FeaturePart others);

    /// <summary>Overwrites the rows with these numbers by others.</summary>
    public abstract void Put(Tensor rows, FeaturePart others);

    public abstract void Dispose();
}

/// <summary>A part with an entry of the same size for every row.</summary>
/// <param name="values">The entries [rows, …].</param>
internal sealed class EvenPart(Tensor values) : FeaturePart
{
    public Tensor Values => values;

    public override int Rows => (int)values.shape[0];

    public override FeaturePart Room(long rows) => new EvenPart(empty([rows, .. values.shape[1..]], values.dtype));

    public override FeaturePart Select(Tensor rows) => new EvenPart(values.index_select(0, rows));

    public override FeaturePart Slice(long from, long count) => new EvenPart(values.narrow(0, from, count));

    public override FeaturePart Alias() => new EvenPart(values.alias());

    public override FeaturePart To(Device device) => new EvenPart(values.to(device));

    public override void Put(long from, FeaturePart others)
    {
        using var scope = NewDisposeScope();
        values.narrow(0, from, others.Rows).copy_(((EvenPart)others).Values);
    }

    public override void Put(Tensor rows, FeaturePart others)
    {
        using var scope = NewDisposeScope();
        values.index_copy_(0, rows, ((EvenPart)others).Values);
    }

    public override void Dispose() => values.Dispose();

    public override string ToString() => $"a tensor [{string.Join(", ", values.shape)}]";
}
