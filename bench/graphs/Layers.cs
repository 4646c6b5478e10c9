using System.Diagnostics;
using MLNetDeep.Graphs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench.Graphs;

/// <summary>Layers of graph networks, forward and backward, beside the same written by hand on TorchSharp and beside matrices of all pairs of nodes, in turn in one process.</summary>
internal sealed class Layers(int rounds)
{
    private const string Ours = "product, ms", Theirs = "by hand, ms", Dense = "dense, ms", OurTime = "product, ms of processor time", TheirTime = "by hand, ms of processor time", TimeRatio = "by hand / product, processor time", Ratio = "by hand / product", DenseRatio = "dense / product", Difference = "largest difference";
    private readonly Report _report = new($"{Environment.ProcessorCount} threads");

    /// <summary>Measures all, and prints the table.</summary>
    public void Run(string? file)
    {
        set_num_threads(Environment.ProcessorCount);
        Compare(2_708, 10_556, 1433, 16, hasDense: true);
        Compare(2_708, 10_556, 64, 64, hasDense: true);
        Compare(20_000, 200_000, 64, 64, hasDense: false);
        if (file is not null) _report.Save(file);
        Console.WriteLine(_report.ToMarkdown(new Dictionary<string, string> { [Ours] = "0.00", [Theirs] = "0.00", [Dense] = "0.0", [Ratio] = "0.000", [DenseRatio] = "0.0", [OurTime] = "0.00", [TheirTime] = "0.00", [TimeRatio] = "0.000", [Difference] = "0.0e0" }));
    }

    private void Compare(int nodes, int edges, int width, int outputs, bool hasDense)
    {
        const int HeadSize = 8;
        foreach (var name in new[] { "Gcn", "Gat" })
        {
            using var graph = new RandomGraph(nodes, edges, width);
            using GraphConv ours = name == "Gcn" ? new GcnConv(width, outputs) : new GatConv(width, outputs / HeadSize, HeadSize, 0, averages: false);
            using HandLayer theirs = name == "Gcn" ? new HandGcn(ours, graph) : new HandGat(ours, graph, outputs / HeadSize);
            var row = FormattableString.Invariant($"{name} {width} → {outputs}, {nodes:N0} nodes, {edges:N0} edges");
            Func<Tensor> product = () => ours.call(new GraphSignal(graph.Features, EdgeList.Of(graph.Batch)));
            List<(Func<Tensor> Forward, string Column)> sides = [(product, Ours), (theirs.Forward, Theirs)];
            if (hasDense) sides.Add((theirs.Dense, Dense));
            Check(row, sides);
            Measure(row, graph, ours, sides);
        }
    }

    // All sides have the weights of the product's layer.
    private void Check(string row, List<(Func<Tensor> Forward, string Column)> sides)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Tensor[] outputs = [.. sides.Select(side => side.Forward())];
        var difference = outputs[1..].Max(other => other.sub(outputs[0]).abs().max().item<float>());
        if (difference > 1e-3) throw new InvalidOperationException($"{row}: the sides differ by {difference}.");
        _report.Add(row, Difference, [difference]);
    }

    private void Measure(string row, RandomGraph graph, Module layer, List<(Func<Tensor> Forward, string Column)> sides)
    {
        using var direction = randn(Once(layer, graph, sides[0].Forward, null).Shape);
        var times = sides.ConvertAll(side => new List<(double Passed, double Processor)>());
        int[] order = [.. Enumerable.Range(0, sides.Count)];
        int[] repeats = [.. sides.Select(side => (int)Math.Clamp(100 / Once(layer, graph, side.Forward, direction).Milliseconds, 1, 30))];
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes, so that none gains from what another leaves behind.
            foreach (var side in order) times[side].Add(Several(repeats[side], () => Once(layer, graph, sides[side].Forward, direction)));
            order = [.. order[1..], order[0]];
        }
        var (ours, theirs) = (times[0], times[1]);
        for (var side = 0; side < sides.Count; side++) _report.Add(row, sides[side].Column, times[side].Select(time => time.Passed));
        _report.Add(row, Ratio, theirs.Zip(ours, (their, our) => their.Passed / our.Passed));
        if (sides.Count > 2) _report.Add(row, DenseRatio, times[2].Zip(ours, (dense, our) => dense.Passed / our.Passed));
        _report.Add(row, OurTime, ours.Select(time => time.Processor));
        _report.Add(row, TheirTime, theirs.Select(time => time.Processor));
        _report.Add(row, TimeRatio, theirs.Zip(ours, (their, our) => their.Processor / our.Processor));
    }

    private static (double Passed, double Processor) Several(int count, Func<(double, long[])> once)
    {
        // What the side before left to the collector is not this one's.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        for (var i = 0; i < count; i++) once();
        process.Refresh();
        return (watch.Elapsed.TotalMilliseconds / count, (process.TotalProcessorTime - before).TotalMilliseconds / count);
    }

    private static (double Milliseconds, long[] Shape) Once(Module layer, RandomGraph graph, Func<Tensor> forward, Tensor? direction)
    {
        using var scope = NewDisposeScope();
        layer.zero_grad();
        graph.Features.grad?.zero_();
        var watch = Stopwatch.StartNew();
        var output = forward();
        if (direction is not null) output.mul(direction).sum().backward();
        return (watch.Elapsed.TotalMilliseconds, output.shape);
    }
}

/// <summary>A graph whose edges were drawn by chance, as the product's layers take it and as tensors with a loop at each node.</summary>
internal sealed class RandomGraph : IDisposable
{
    public RandomGraph(int nodes, int edges, int width)
    {
        var random = new Random(1);
        var drawn = new HashSet<(int Target, int Source)>();
        while (drawn.Count < edges)
        {
            var (a, b) = (random.Next(nodes), random.Next(nodes));
            if (a == b) continue;
            drawn.Add((a, b));
            drawn.Add((b, a));
        }
        (int Target, int Source)[] sorted = [.. drawn.Order()];
        long[] loops = [.. Enumerable.Range(0, nodes).Select(i => (long)i)], from = [.. sorted.Select(e => (long)e.Source)], to = [.. sorted.Select(e => (long)e.Target)];
        // What nodes have before the first layer needs no gradient.
        Features = randn(nodes, width, requires_grad: width <= 64);
        Batch = new GraphBatch { Tags = zeros([nodes], ScalarType.Int64), Features = Features, Sources = tensor(from), Targets = tensor(to), GraphOf = zeros([nodes], ScalarType.Int64), Graphs = 1 };
        (Sources, Targets) = (tensor([.. from, .. loops]), tensor([.. to, .. loops]));
    }

    public GraphBatch Batch { get; }

    public Tensor Features { get; }

    /// <summary>The node that each edge or loop goes from.</summary>
    public Tensor Sources { get; }

    /// <summary>The node that each edge or loop goes to.</summary>
    public Tensor Targets { get; }

    public void Dispose()
    {
        Batch.Dispose();
        foreach (var tensor in new[] { Batch.Tags, Batch.Sources, Batch.Targets, Batch.GraphOf, Features, Sources, Targets }) tensor.Dispose();
    }
}
