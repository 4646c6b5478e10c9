using Microsoft.ML;
using MLNetDeep;
var ml = new MLContext(1);
var o = new GptOptions { Depth = 4, ContextLength = 64, BatchSize = 12, StepsPerEpoch = 250, MaxEpochs = 8, Seed = 1, OnEpoch = e => Console.WriteLine($"{e.Epoch} {e.Metrics["Loss"]:f3} {e.Metrics["ValidationLoss"]:f4} {e.Metrics["GradientNorm"]:f2} {e.Seconds:f1}s") };
OptionCatalog.Apply(o, args.Select(a => a.Split('=')).Select(a => KeyValuePair.Create(a[0], a[1])));
var text = File.ReadAllText("/work/shared/data/tinyshakespeare/input.txt");
using var m = ml.Deep().Generative.Gpt("Text", o).Fit(ml.Data.LoadFromEnumerable([new Row { Text = text }]));
Console.WriteLine($"{string.Join(' ', args)} best {m.History.Epochs.Min(e => e.Metrics["ValidationLoss"]):f4} {m.History.Seconds:f1}s");
public sealed class Row { public string Text { get; set; } = ""; }
