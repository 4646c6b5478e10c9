using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;
using MLNetDeep.Bench.VersusPython;

int Option(string name, int fallback) => Array.IndexOf(args, name) is var i and >= 0 ? int.Parse(args[i + 1]) : fallback;
var network = Network.Find(args.Length > 0 ? args[0] : throw new ArgumentException("Say which network."));
var (rounds, rows) = (Option("--rounds", 7), Option("--rows", network.RowCount));
var (threads, batch) = (Option("--threads", Environment.ProcessorCount), Option("--batch", network.Batch));
var interpreter = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";

var ml = new MLContext(seed: 1);
var data = Rows.Random(ml, rows, network.Width);
using var python = new Python(interpreter, network.Key, threads, batch, rows, network.Width);
List<double> ours = [], theirs = [];

var options = network.Options;
(options.MaxEpochs, options.Patience, options.ValidationFraction) = (rounds + 1, 0, 0);
(options.BatchSize, options.Threads, options.Device, options.Seed) = (batch, threads, "cpu", 1);
// An epoch of the one, an epoch of the other; the first of both warms up.
options.OnEpoch = epoch =>
{
    var other = python.Ask("train");
    if (epoch.Epoch == 1) return;
    ours.Add(epoch.Metrics["RowsPerSecond"]);
    theirs.Add(other);
};
using var model = ml.Deep().MulticlassClassification.FromArchitecture(ArchitectureRegistry.Get(network.Key), "Label", "Features", options).Fit(data);

var parameters = model.Module.parameters().Sum(p => p.numel());
if (parameters != python.Parameters)
    throw new InvalidOperationException($"The networks differ: {parameters} parameters here, {python.Parameters} in Python.");
Console.WriteLine($"{network.Key}, {parameters} parameters, batch {batch}, {threads} threads, PyTorch {python.Version}, {rounds} rounds of {rows} rows in turn");
var isGood = Report("training");

(ours, theirs) = ([], []);
Score();
python.Ask("score");
for (var round = 0; round < rounds; round++)
{
    ours.Add(Score());
    theirs.Add(python.Ask("score"));
}
isGood &= Report("scoring");
Console.WriteLine($"  peak memory  C# {PeakMegabytes(),9:F0} MB       Python {python.Ask("memory"),9:F0} MB");
return isGood ? 0 : 1;

double Score()
{
    var clock = Stopwatch.StartNew();
    var scored = model.Transform(data);
    using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
    var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
    VBuffer<float> score = default;
    while (cursor.MoveNext()) getter(ref score);
    return rows / clock.Elapsed.TotalSeconds;
}

bool Report(string what)
{
    var ratio = Median(ours.Zip(theirs, (a, b) => a / b));
    Console.WriteLine($"  {what,-11}  C# {Median(ours),9:F1} rows/s   Python {Median(theirs),9:F1} rows/s   ratio {ratio:F3} (median of the rounds, {ours.Zip(theirs, (a, b) => a / b).Min():F3} to {ours.Zip(theirs, (a, b) => a / b).Max():F3})");
    return ratio >= 0.97;
}

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

static double PeakMegabytes() => double.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal))
    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / 1024;
