using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>What rows offer a network: one part or several, in an order that their kind of input fixes, each with an entry for every row.</summary>
/// <param name="parts">The parts; they are this one's own.</param>
internal sealed class Features(params IReadOnlyList<FeaturePart> parts) : IDisposable
{
    /// <summary>The parts.</summary>
    public IReadOnlyList<FeaturePart> Parts => parts;

    /// <summary>How many rows.</summary>
    public int Rows => parts[0].Rows;

    /// <summary>The tensor of kinds of input that have one, with an entry of the same size for every row [rows, …].</summary>
    /// <exception cref="InvalidOperationException">There are several parts, or rows of different lengths.</exception>
    public Tensor Single => parts is [EvenPart even] ? even.Values
        : throw new InvalidOperationException($"One tensor was asked for, but there are {string.Join(" and ", parts)}.");

    /// <summary>How many entries each row has, of all parts that differ from row to row; null where all rows are alike.</summary>
    public int[]? Lengths()
    {
        int[]? lengths = null;
        foreach (var part in parts.OfType<RaggedPart>())
        {
            lengths ??= new int[Rows];
            for (var i = 0; i < lengths.Length; i++) lengths[i] += part.Lengths[i];
        }
        return lengths;
    }

    /// <summary>A tensor alone, with an entry of the same size for every row.</summary>
    public static implicit operator Features(Tensor rows) => new(new EvenPart(rows));

    /// <summary>Room for so many rows like these.</summary>
    public Features Room(long rows) => Map(part => part.Room(rows));

    /// <summary>Copies of the rows with these numbers.</summary>
    public Features Select(Tensor rows) => Map(part => part.Select(rows));

    /// <summary>A stretch of the rows, which shares their memory.</summary>
    public Features Slice(long from, long count) => Map(part => part.Slice(from, count));

    /// <summary>The same rows once more, which share their memory.</summary>
    public Features Alias() => Map(part => part.Alias());

    /// <summary>The rows where they are computed with.</summary>
    public Features To(Device device) => Map(part => part.To(device));

    /// <summary>Overwrites a stretch of the rows, from one on, by others.</summary>
    public void Put(long from, Features others) => Each(others, (own, other) => own.Put(from, other));

    /// <summary>Overwrites the rows with these numbers by others.</summary>
    public void Put(Tensor rows, Features others) => Each(others, (own, other) => own.Put(rows, other));

    public void Dispose()
    {
        foreach (var part in parts) part.Dispose();
    }

    private Features Map(Func<FeaturePart, FeaturePart> map) => new([.. parts.Select(map)]);

    private void Each(Features others, Action<FeaturePart, FeaturePart> act)
    {
        for (var i = 0; i < parts.Count; i++) act(parts[i], others.Parts[i]);
    }
}

/// <summary>Calls networks with the features of a batch.</summary>
internal static class FeatureCalls
{
    /// <summary>Raw outputs of the rows: of a module over one tensor, or of a whole network over whatever its kind of input has.</summary>
    public static Tensor Call(this nn.Module<Tensor, Tensor> network, Features features) =>
        network is FeatureNetwork whole ? whole.Run(features) : network.call(features.Single);
}

/// <summary>A network that takes the features of rows. What it takes as a module is their one tensor, where they have one.</summary>
internal abstract class FeatureNetwork(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Raw outputs of the rows.</summary>
    public abstract Tensor Run(Features features);
}
