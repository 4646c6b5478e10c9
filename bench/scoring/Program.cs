// How quickly trained networks score: the saved zip row by row, as ML.NET does it, against batches by libtorch and by ONNX Runtime, in turn in one process.
// Usage: dotnet run -c Release -- [--rounds 7] [--texts yes] [--busy PROCESSES] [--memory ROWS] [--out FILE.json]
using System.Diagnostics;
using MLNetDeep.Bench;

if (args is ["spin"])
    while (true) Thread.SpinWait(1000);

var (rounds, texts, busy, memory, file) = (7, false, 0, 0, (string?)null);
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--rounds": rounds = int.Parse(args[i + 1]); break;
        case "--texts": texts = args[i + 1] == "yes"; break;
        case "--busy": busy = int.Parse(args[i + 1]); break;
        case "--memory": memory = int.Parse(args[i + 1]); break;
        case "--out": file = args[i + 1]; break;
        default: Console.Error.WriteLine($"There is no option '{args[i]}'."); return 2;
    }
}
if (memory > 0)
{
    Memory.Watch(memory);
    return 0;
}

var others = Enumerable.Range(0, busy).Select(_ => Process.Start(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], "spin"])).ToList();
try
{
    var report = new Report($"rows/s; {Environment.ProcessorCount} threads, {busy} other busy processes");
    foreach (var network in texts ? new[] { Network.TextCnn, Network.Lstm, Network.TextTransformer } : [Network.Cnn, Network.ResNet, Network.Mlp])
    {
        using var ways = new Ways(network);
        foreach (var (row, column, speeds) in ways.Measure(rounds)) report.Add(row, column, speeds);
        Console.WriteLine(report.ToMarkdown(new Dictionary<string, string> { [Ways.Speed] = "N0" }));
        if (file is not null) report.Save(file);
    }
}
finally
{
    foreach (var other in others) other.Kill();
}
return 0;
