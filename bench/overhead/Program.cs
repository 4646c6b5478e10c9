// What training by the product costs beside a loop written by hand on TorchSharp: the same module, rows, batches and threads, in turn in one process.
// Usage: dotnet run -c Release -- [--rounds 9]
using MLNetDeep.Bench;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

var rounds = args is ["--rounds", var count] ? int.Parse(count) : 9;
MLNetDeep.TorchLibrary.Load();
Network[] networks =
[
    new("convolutions, 28 × 28 pixels", Rows: 4096, Width: 784, Batch: 64, () => Sequential(Unflatten(1, [1, 28, 28]),
        Conv2d(1, 16, 3, padding: 1), ReLU(), MaxPool2d(2), Conv2d(16, 32, 3, padding: 1), ReLU(), MaxPool2d(2), Flatten(), Linear(32 * 49, 10))),
    new("four layers of 256 neurons, 50 numbers", Rows: 65_536, Width: 50, Batch: 256, () => Sequential(
        Linear(50, 256), ReLU(), Linear(256, 256), ReLU(), Linear(256, 256), ReLU(), Linear(256, 256), ReLU(), Linear(256, 10))),
    new("forty narrow layers, 50 numbers", Rows: 16_384, Width: 50, Batch: 64, () => Sequential(
        [Linear(50, 16), .. Enumerable.Range(0, 40).SelectMany(_ => new Module<Tensor, Tensor>[] { Linear(16, 16), ReLU() }), Linear(16, 10)])),
];
Console.WriteLine($"{Environment.ProcessorCount} threads, {rounds} rounds in turn; rows/s, medians and ranges; ratio: product / by hand, the median of the rounds and their range");
Console.WriteLine("| network | product | by hand | ratio |");
Console.WriteLine("| --- | --- | --- | --- |");
foreach (var network in networks)
{
    using var rows = new Rows(network);
    _ = (rows.Product(), rows.ByHand());
    List<(double Ours, double Theirs)> speeds = [];
    for (var round = 0; round < rounds; round++)
    {
        // Who goes first changes, so that neither gains from what the other leaves behind.
        var first = round % 2 == 0 ? rows.Product() : rows.ByHand();
        var second = round % 2 == 0 ? rows.ByHand() : rows.Product();
        speeds.Add(round % 2 == 0 ? (first, second) : (second, first));
    }
    Console.WriteLine($"| {network.Name} | {Range(speeds.Select(s => s.Ours), "N0")} | {Range(speeds.Select(s => s.Theirs), "N0")} | {Range(speeds.Select(s => s.Ours / s.Theirs), "0.000")} |");
}

static string Range(IEnumerable<double> values, string format)
{
    double[] sorted = [.. values.Order()];
    return FormattableString.Invariant($"{sorted[sorted.Length / 2].ToString(format)} ({sorted[0].ToString(format)} to {sorted[^1].ToString(format)})");
}
