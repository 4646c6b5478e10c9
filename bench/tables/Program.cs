// Networks, LightGbm and FastTree on the same folds of a delimited file with a label of two values.
// Usage: dotnet run -c Release -- FILE LABEL [--archs mlp,tabm] [--folds 5] [--only N] [--set Option=Value]... [--no-baseline] [--out FILE.json]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLNetDeep;
using MLNetDeep.Bench.Tables;

var arguments = Arguments.Parse(args);
var ml = new MLContext(seed: 1);
ml.Log += (_, e) => { if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning) Console.Error.WriteLine(e.RawMessage); };
var table = DelimitedTable.Open(ml, arguments.File, arguments.Label);
var folds = ml.Data.CrossValidationSplit(table.Rows, arguments.Folds, seed: 1).Take(arguments.Only).ToArray();
Console.WriteLine($"{arguments.File}: {table.Numbers.Length} numbers, {table.Categories.Length} categories; {folds.Length} of {arguments.Folds} folds; means ± deviations");
Console.WriteLine("| model | accuracy | AUC | log-loss | ECE before | ECE after | seconds a fold | epochs |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
var (reports, json) = (new List<ModelReport>(), new JsonSerializerOptions { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals });
foreach (var key in arguments.Archs) Report(key, [.. folds.Select(fold => Network(key, fold))]);
if (arguments.HasBaseline)
{
    Report("LightGbm", [.. folds.Select(fold => Trees(ml.BinaryClassification.Trainers.LightGbm(DelimitedTable.Label), fold))]);
    Report("FastTree", [.. folds.Select(fold => Trees(ml.BinaryClassification.Trainers.FastTree(DelimitedTable.Label), fold))]);
}

double[] Network(string key, DataOperationsCatalog.TrainTestData fold)
{
    var architecture = ArchitectureRegistry.Get(key);
    var options = architecture.CreateOptions();
    options.Seed = 1;
    foreach (var (name, value) in arguments.Set) OptionCatalog.Set(options, name, value);
    var watch = Stopwatch.StartNew();
    using var model = ml.Deep().BinaryClassification.FromArchitecture(architecture, DelimitedTable.Label, table.Features, options).Fit(fold.TrainSet);
    var seconds = watch.Elapsed.TotalSeconds;
    var (before, after) = ml.Deep().BinaryClassification.EvaluateCalibration(model, fold.TestSet);
    return Row(model.Transform(fold.TestSet), before.ExpectedCalibrationError, after.ExpectedCalibrationError, seconds, model.History.Epochs.Count);
}

double[] Trees<T>(ITrainerEstimator<BinaryPredictionTransformer<T>, T> trainer, DataOperationsCatalog.TrainTestData fold)
    where T : class
{
    var watch = Stopwatch.StartNew();
    IEstimator<ITransformer> features = ml.Transforms.Concatenate("Features", [.. table.Features]);
    if (table.Categories.Length > 0)
        features = ml.Transforms.Categorical.OneHotEncoding([.. table.Categories.Select(name => new InputOutputColumnPair(name))]).Append(features);
    var model = features.Append(trainer).Fit(fold.TrainSet);
    var seconds = watch.Elapsed.TotalSeconds;
    var scored = model.Transform(fold.TestSet);
    return Row(scored, double.NaN, ml.Deep().BinaryClassification.EvaluateCalibration(scored, DelimitedTable.Label).ExpectedCalibrationError, seconds, double.NaN);
}

double[] Row(IDataView scored, double before, double after, double seconds, double epochs)
{
    var metrics = ml.BinaryClassification.Evaluate(scored, DelimitedTable.Label);
    // ML.NET counts in bits.
    return [metrics.Accuracy, metrics.AreaUnderRocCurve, metrics.LogLoss * Math.Log(2), before, after, seconds, epochs];
}

void Report(string name, double[][] results)
{
    reports.Add(new(name, results));
    if (arguments.Out is { } file) File.WriteAllText(file, JsonSerializer.Serialize(reports, json));
    string[] formats = ["0.0000", "0.0000", "0.0000", "0.0000", "0.0000", "0.0", "0.0"];
    var cells = formats.Select((format, i) => Cell([.. results.Select(r => r[i])], format));
    Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
}

static string Cell(double[] values, string format)
{
    if (values.Any(double.IsNaN)) return "";
    var mean = values.Average();
    var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1));
    return $"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}";
}

/// <summary>What was measured of a model: for each fold accuracy, AUC, log-loss, calibration error before and after, seconds, epochs.</summary>
internal sealed record ModelReport(string Model, double[][] Folds);
