// What weights of 8 bits cost and gain in a saved model: its size, its accuracy on the test part, and its speed in batches and row by row, in turn in one process.
// Usage: dotnet run -c Release -- [--texts FOLDER] [--images FOLDER] [--epochs 1] [--rounds 3] [--out FILE.json]
// FOLDER of texts has train.tsv and test.tsv (columns Label and Text, a header), that of images train/<class>/*.jpg and test/<class>/*.jpg.
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;
using MLNetDeep.Bench;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
var (epochs, rounds) = (int.Parse(Option("--epochs", "1")), int.Parse(Option("--rounds", "3")));
var report = new Report($"{Environment.ProcessorCount} threads");
if (Option("--texts", "") is { Length: > 0 } texts)
{
    var ml = new MLContext(seed: 1);
    var options = new PretrainedTextOptions { MaxEpochs = epochs, MinSteps = 0, Seed = 1 };
    var train = Texts(ml, Path.Combine(texts, "train.tsv"));
    var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(train);
    Measure(ml, "MiniLM", ml.Deep().MulticlassClassification.PretrainedText("Label", "Text", options), keys.Transform(train), keys.Transform(Texts(ml, Path.Combine(texts, "test.tsv"))));
}
if (Option("--images", "") is { Length: > 0 } images)
{
    var pictures = new Pictures(images);
    var tasks = pictures.Context.Deep().MulticlassClassification;
    var (train, test) = (pictures.Paths("train", 5), pictures.Paths("test", 10));
    Measure(pictures.Context, "ResNet-18 of the package, 64 × 64 pixels",
        tasks.PretrainedImage("Label", "Image", new PretrainedImageOptions { FreezeDepth = -1, MaxEpochs = 30, LearningRate = 3e-3, ImageHeight = 64, ImageWidth = 64, Seed = 1 }), train, test);
    Measure(pictures.Context, "ViT-tiny, 32 × 32 pixels", tasks.ViT("Label", "Image", new ViTOptions { MaxEpochs = epochs, Seed = 1 }), train, test);
}
Console.WriteLine(report.ToMarkdown(new Dictionary<string, string> { ["MB"] = "0.0", ["accuracy, %"] = "0.0", ["log loss"] = "0.000", ["µs a row, in batches"] = "N0", ["µs a row, row by row"] = "N0" }));
if (Option("--out", "") is { Length: > 0 } output) report.Save(output);

void Measure(MLContext ml, string name, DeepTrainer trainer, IDataView train, IDataView test)
{
    using var model = trainer.Fit(train);
    using var int8 = model.ToInt8();
    var rows = (int)test.GetColumn<uint>("Label").LongCount();
    List<(string Name, ITransformer Plain, ITransformer Batches)> loaded = [];
    foreach (var (kind, transformer) in new[] { ("32 bits", model), ("8 bits", int8) })
    {
        var zip = Path.GetTempFileName();
        ml.Model.Save(transformer, train.Schema, zip);
        loaded.Add(($"{name}, {kind}", ml.Model.Load(zip, out _), ml.Model.LoadForScoring(zip, out _)));
        report.Add(loaded[^1].Name, "MB", [new FileInfo(zip).Length / 1e6]);
        var metrics = ml.MulticlassClassification.Evaluate(loaded[^1].Batches.Transform(test));
        report.Add(loaded[^1].Name, "accuracy, %", [100 * metrics.MicroAccuracy]);
        report.Add(loaded[^1].Name, "log loss", [metrics.LogLoss]);
        File.Delete(zip);
    }
    var speeds = loaded.ToDictionary(one => one.Name, _ => (Batches: new List<double>(), Plain: new List<double>()));
    for (var round = 0; round < rounds; round++)
    {
        foreach (var (kind, plain, batches) in round % 2 == 0 ? loaded : Enumerable.Reverse(loaded))
        {
            speeds[kind].Batches.Add(Time(batches, test, rows));
            speeds[kind].Plain.Add(Time(plain, ml.Data.TakeRows(test, rows / 4), rows / 4));
        }
    }
    foreach (var (kind, (batches, plain)) in speeds)
    {
        report.Add(kind, "µs a row, in batches", batches);
        report.Add(kind, "µs a row, row by row", plain);
    }
    foreach (var (_, plain, batches) in loaded) foreach (var one in new[] { plain, batches }) (one as IDisposable)?.Dispose();
}

static double Time(ITransformer model, IDataView view, int rows)
{
    var watch = Stopwatch.StartNew();
    _ = model.Transform(view).GetColumn<float[]>("Score").Count();
    return watch.Elapsed.TotalMicroseconds / rows;
}

static IDataView Texts(MLContext ml, string file) => ml.Data.LoadFromTextFile<TextRow>(file, hasHeader: true);

/// <summary>A text with its class.</summary>
internal sealed class TextRow
{
    [LoadColumn(0)]
    public string Label { get; set; } = "";

    [LoadColumn(1)]
    public string Text { get; set; } = "";
}
