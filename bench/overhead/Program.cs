// What the product costs beside the same network, rows and loop written by hand on TorchSharp: training and scoring, in turn in one process.
// Usage: dotnet run -c Release -- [--rounds 5] [--networks cnn,resnet,vit,mlp,fttransformer,texttransformer,lstm,audiocnn]
//        [--precisions Single,BFloat16] [--parts training,scoring] [--out FILE.json]
using MLNetDeep;
using MLNetDeep.Bench;

var networks = new Dictionary<string, Network>
{
    ["cnn"] = Network.Cnn,
    ["resnet"] = Network.ResNet,
    ["vit"] = Network.ViT,
    ["mlp"] = Network.Mlp,
    ["fttransformer"] = Network.FtTransformer,
    ["texttransformer"] = Network.TextTransformer,
    ["lstm"] = Network.Lstm,
    ["audiocnn"] = Network.AudioCnn,
};
var (rounds, chosen, file) = (5, networks.Keys.ToArray(), (string?)null);
var (precisions, parts) = (new[] { Precision.Single }, new[] { "training", "scoring" });
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--rounds": rounds = int.Parse(args[i + 1]); break;
        case "--networks": chosen = args[i + 1].Split(','); break;
        case "--precisions": precisions = [.. args[i + 1].Split(',').Select(Enum.Parse<Precision>)]; break;
        case "--parts": parts = args[i + 1].Split(','); break;
        case "--out": file = args[i + 1]; break;
        default: Console.Error.WriteLine($"There is no option '{args[i]}'."); return 2;
    }
}

const string Ours = "product, rows/s", Theirs = "by hand, rows/s", Ratio = "ratio";
var report = new Report($"{Environment.ProcessorCount} threads");
foreach (var network in chosen.Select(key => networks[key]))
{
    using var sides = new Sides(network);
    foreach (var precision in parts.Contains("training") ? precisions : [])
        Compare($"{network.Name}: training{(precision is Precision.Single ? "" : $" in {precision}")}", () => sides.TrainByProduct(precision), sides.TrainByHand);
    if (parts.Contains("scoring"))
    {
        Compare($"{network.Name}: scoring by libtorch", () => sides.ScoreByProduct(ScoringEngine.Torch), sides.ScoreByHand);
        Compare($"{network.Name}: scoring by ONNX Runtime", () => sides.ScoreByProduct(ScoringEngine.Onnx), sides.ScoreByHand);
    }
    if (file is not null) report.Save(file);
}
Console.WriteLine(report.ToMarkdown(new Dictionary<string, string> { [Ours] = "N0", [Theirs] = "N0", [Ratio] = "0.000" }));
return 0;

void Compare(string name, Func<double> ours, Func<double> theirs)
{
    _ = (ours(), theirs());
    List<(double Ours, double Theirs)> speeds = [];
    for (var round = 0; round < rounds; round++)
    {
        // Who goes first changes, so that neither gains from what the other leaves behind.
        var first = round % 2 == 0 ? ours() : theirs();
        var second = round % 2 == 0 ? theirs() : ours();
        speeds.Add(round % 2 == 0 ? (first, second) : (second, first));
    }
    report.Add(name, Ours, speeds.Select(s => s.Ours));
    report.Add(name, Theirs, speeds.Select(s => s.Theirs));
    report.Add(name, Ratio, speeds.Select(s => s.Ours / s.Theirs));
    Console.Error.WriteLine($"{name}: {Report.Median(speeds.Select(s => s.Ours / s.Theirs)):0.000}");
}
