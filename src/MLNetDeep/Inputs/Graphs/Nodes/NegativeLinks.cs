using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>Draws pairs of nodes without an edge: in each epoch others in the place of those that were drawn before.</summary>
/// <param name="graph">The graph.</param>
/// <param name="type">The nodes that pairs are of.</param>
internal sealed class NegativeLinks(NodeGraph graph, NodeType type) : IRowChange
{
    private const int Tries = 100;

    public void Change(Features rows, long pass, long first)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var numbers = rows.Single;
        var (values, width) = (numbers.cpu().data<long>().ToArray(), (int)numbers.shape[1]);
        if (width < 3) return;
        for (var row = 0; row < rows.Rows; row++)
        {
            if (values[(row * width) + 2] == 0) continue;
            var random = new RowRandom(pass, first + row);
            var (source, target) = Draw(count => random.Between(0, count - 1));
            (values[row * width], values[(row * width) + 1]) = (1 + source, 1 + target);
        }
        numbers.copy_(Tensors.OfLongs(values).reshape(numbers.shape));
    }

    /// <summary>Two different nodes without an edge from the first to the second; by their numbers in the graph. In a graph that is nearly full they may have one.</summary>
    /// <param name="next">Gives a random number from 0 up to one below.</param>
    public (int Source, int Target) Draw(Func<int, int> next)
    {
        for (var tries = 0; ; tries++)
        {
            var (source, target) = (type.First + next(type.Ids.Count), type.First + next(type.Ids.Count));
            if (tries >= Tries || (source != target && !Has(source, target))) return (source, target);
        }
    }

    /// <summary>Whether there is an edge.</summary>
    public bool Has(int source, int target)
    {
        var edges = graph.Edges;
        var (from, end) = ((int)edges.Offsets[target], (int)edges.Offsets[target + 1]);
        return edges.Sources.AsSpan(from, end - from).BinarySearch(source) >= 0;
    }
}
