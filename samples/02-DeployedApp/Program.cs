// An application in production: it loads a model zip and predicts. Beside ML.NET and its OnnxTransformer it needs
// MLNetDeep.Runtime, a small assembly without native parts. Neither TorchSharp nor MLNetDeep.dll is in its folder.
//   dotnet run -- [small] [digits.zip]
using System.Diagnostics;
using DeployedApp;
using Microsoft.ML;

string zip = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "digits.zip";
string[] unwanted = ["MLNetDeep.dll", "TorchSharp.dll"];
Console.WriteLine($"In this folder: {string.Join(", ", unwanted.Select(f => $"{(File.Exists(Path.Combine(AppContext.BaseDirectory, f)) ? "" : "no ")}{f}"))}.");

var ml = new MLContext();
ITransformer model = ml.Model.Load(zip, out _);
using PredictionEngine<Digit, Prediction> engine = ml.Model.CreatePredictionEngine<Digit, Prediction>(model);

string file = Path.Combine(AppContext.BaseDirectory, "digits.csv");
IDataView digits = ml.Data.LoadFromTextFile<Digit>(file, separatorChar: ',', hasHeader: true);
Digit[] rows = [.. ml.Data.CreateEnumerable<Digit>(digits, reuseRowObject: false).Take(args.Contains("small") ? 300 : int.MaxValue)];

foreach (Digit digit in rows.Take(5))
    Console.WriteLine($"{digit.Label} predicted as {engine.Predict(digit).PredictedLabel} with probability {engine.Predict(digit).Score.Max():0.0000}");

var watch = Stopwatch.StartNew();
int right = rows.Count(digit => engine.Predict(digit).PredictedLabel == digit.Label);
Console.WriteLine($"{right} of {rows.Length} digits right, one by one, {watch.Elapsed.TotalMicroseconds / rows.Length:0} µs each.");
