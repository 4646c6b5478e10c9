using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>
/// The nodes that edges of each relation go to: a pair for each relation and each node that has such an edge, in the order of the relations. There are no more of them than edges, however many relations there are.
/// </summary>
internal sealed class RelationPairs : IDisposable
{
    private readonly Tensor _means;

    private RelationPairs(Tensor targets, Tensor relations, IReadOnlyList<(int Relation, long Count)> sizes, Tensor means) =>
        (Targets, Relations, Sizes, _means) = (targets, relations, sizes, means);

    /// <summary>The node of each pair [pairs].</summary>
    public Tensor Targets { get; }

    /// <summary>The relation of each pair [pairs], from 0.</summary>
    public Tensor Relations { get; }

    /// <summary>How many pairs each relation has that has any.</summary>
    public IReadOnlyList<(int Relation, long Count)> Sizes { get; }

    /// <summary>The pairs of some edges, whose tags are relations from 1; edges of others play no part.</summary>
    public static RelationPairs Of(EdgeList edges, int relations)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        long[] tags = Longs(edges.Tags!), targets = Longs(edges.Targets), sources = Longs(edges.Sources);
        float[]? weights = edges.Weights is null ? null : Common.Tensors.ToFloats(edges.Weights.to(ScalarType.Float32));
        int[] known = [.. Enumerable.Range(0, tags.Length).Where(edge => tags[edge] >= 1 && tags[edge] <= relations)];
        Array.Sort(Array.ConvertAll(known, edge => (tags[edge] * edges.Receivers) + targets[edge]), known);
        var (pairs, owners, sums) = (new List<(long Tag, long Target)>(), new long[known.Length], new List<double>());
        for (var i = 0; i < known.Length; i++)
        {
            var (pair, weight) = ((tags[known[i]], targets[known[i]]), weights?[known[i]] ?? 1);
            if (pairs.Count == 0 || pairs[^1] != pair)
            {
                pairs.Add(pair);
                sums.Add(0);
            }
            (owners[i], sums[^1]) = (pairs.Count - 1, sums[^1] + weight);
        }
        float[] shares = [.. known.Select((edge, i) => (float)((weights?[edge] ?? 1) / Math.Max(1e-12, sums[(int)owners[i]])))];
        var device = edges.Sources.device;
        Tensor On(long[] values) => Common.Tensors.OfLongs(values).to(device);
        var places = stack([On(owners), On([.. known.Select(edge => sources[edge])])]);
        Tensor Of(Func<(long Tag, long Target), long> value) => On([.. pairs.Select(value)]).DetachFromDisposeScope();
        return new RelationPairs(Of(pair => pair.Target), Of(pair => pair.Tag - 1), [.. pairs.CountBy(pair => (int)pair.Tag - 1).Select(size => (size.Key, (long)size.Value))],
            sparse_coo_tensor(places, Common.Tensors.OfFloats(shares, shares.Length).to(device), [pairs.Count, edges.Nodes]).DetachFromDisposeScope());
    }

    /// <summary>The mean of what the neighbours of each pair have [pairs, width], each by the weight of its edge.</summary>
    public Tensor MeansOf(Tensor nodes) => EdgeList.Product(_means, nodes);

    public void Dispose()
    {
        foreach (var tensor in new[] { Targets, Relations, _means }) tensor.Dispose();
    }

    private static long[] Longs(Tensor tensor) => MemoryMarshal.Cast<byte, long>(tensor.cpu().contiguous().bytes).ToArray();
}
