using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Graphs;

/// <summary>A node of a graph that was made.</summary>
internal sealed class MadeNode
{
    public int Id { get; set; }

    [KeyType(Scale.Classes)]
    public uint Label { get; set; }

    [VectorType(Scale.Width)]
    public float[] Features { get; set; } = [];
}

/// <summary>What a graph of one size took.</summary>
internal sealed record ScaleResult(int Nodes, long Edges, int Epochs, double BuildSeconds, double FitSeconds, double NodesPerSecond, double MillisecondsOfProcessor, double ScoreSeconds, double Accuracy, double PeakMegabytes, double StartMegabytes);

/// <summary>
/// Neighbour sampling on graphs of any size: communities with four of five edges inside; a class is that of the community but for a tenth of the nodes, whose class was drawn; numbers of nodes tell a little of the
/// community. The best accuracy that there can be is 91.25 %.
/// </summary>
internal sealed class Scale(int nodes, int epochs)
{
    public const int Width = 32, Classes = 8;
    private const int Degree = 10, Communities = 80;
    private readonly MLContext _ml = new(1);

    public ScaleResult Run()
    {
        var rows = Nodes();
        var all = _ml.Data.LoadFromEnumerable(rows);
        var start = Peak();
        var watch = Stopwatch.StartNew();
        var graph = _ml.Deep().Graphs.Create(all, _ml.Data.LoadFromEnumerable(Edges()));
        var build = Lap(watch, $"graph of {graph.NodeCount} nodes and {graph.EdgeCount} edges");
        var options = new GraphSageOptions { Fanouts = [10, 5], BatchSize = 1024, LearningRate = 0.01, MaxEpochs = epochs, ValidationFraction = 0, Patience = 0, Calibrate = false, Seed = 1 };
        var before = Environment.CpuUsage.TotalTime;
        using var model = _ml.Deep().MulticlassClassification.Nodes("Label", graph, options).Fit(_ml.Data.LoadFromEnumerable(rows.Where(row => !IsTest(row))));
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        var fit = Lap(watch, $"training, {string.Join(", ", model.History.Epochs.Select(e => e.Metrics["RowsPerSecond"].ToString("f0", CultureInfo.InvariantCulture)))} nodes/s");
        var right = 0;
        using (var cursor = model.Transform(all).GetRowCursor([.. new[] { "PredictedLabel", "Label" }.Select(name => model.GetOutputSchema(all.Schema)[name])]))
        {
            var (predicted, label) = (cursor.GetGetter<uint>(cursor.Schema["PredictedLabel"]), cursor.GetGetter<uint>(cursor.Schema["Label"]));
            uint p = 0, l = 0;
            while (cursor.MoveNext())
            {
                if (cursor.Position % 5 != 0) continue;
                predicted(ref p);
                label(ref l);
                if (p == l) right++;
            }
        }
        var score = Lap(watch, "scores of all");
        return new ScaleResult(nodes, graph.EdgeCount, epochs, build, fit, Report.Median(model.History.Epochs.Select(e => e.Metrics["RowsPerSecond"])), processor / epochs / rows.Count(row => !IsTest(row)), score, right / (double)rows.Count(IsTest), Peak(), start);
    }

    public static void Print(string file)
    {
        Console.WriteLine("| nodes | edges | graph, s | training of an epoch, nodes/s | processor time for a node, ms | training, s | scores of all, s | accuracy | peak memory, MB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var r in File.ReadLines(file).Select(line => JsonSerializer.Deserialize<ScaleResult>(line)!))
            Console.WriteLine(FormattableString.Invariant($"| {r.Nodes:N0} | {r.Edges:N0} | {r.BuildSeconds:f1} | {r.NodesPerSecond:N0} | {r.MillisecondsOfProcessor:f2} | {r.FitSeconds:f1} ({r.Epochs} epochs) | {r.ScoreSeconds:f1} | {100 * r.Accuracy:f1} | {r.PeakMegabytes:N0} ({r.StartMegabytes:N0} before) |"));
    }

    private static bool IsTest(MadeNode node) => node.Id % 5 == 0;

    private static double Lap(Stopwatch watch, string what)
    {
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"{seconds:f1} s, {Peak():N0} MB at the peak: {what}"));
        watch.Restart();
        return seconds;
    }

    private static double Peak() => double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;

    private static int Community(int node) => (int)((uint)node * 2654435761u % Communities);

    private MadeNode[] Nodes()
    {
        var random = new Random(1);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        float[][] centres = [.. Enumerable.Range(0, Communities).Select(_ => Enumerable.Range(0, Width).Select(_ => 0.3f * Normal()).ToArray())];
        return [.. Enumerable.Range(0, nodes).Select(id => new MadeNode
        {
            Id = id,
            Label = 1 + (uint)(random.Next(10) == 0 ? random.Next(Classes) : Community(id) % Classes),
            Features = [.. centres[Community(id)].Select(centre => centre + Normal())],
        })];
    }

    // Each pair once; the graph has it in both directions.
    private IEnumerable<Citation> Edges()
    {
        var random = new Random(2);
        var members = Enumerable.Range(0, nodes).GroupBy(Community).ToDictionary(group => group.Key, group => group.ToArray());
        var edge = new Citation();
        for (var source = 0; source < nodes; source++)
        {
            var own = members[Community(source)];
            for (var i = 0; i < Degree; i++)
            {
                (edge.Source, edge.Target) = (source, random.Next(5) > 0 ? own[random.Next(own.Length)] : random.Next(nodes));
                yield return edge;
            }
        }
    }
}
