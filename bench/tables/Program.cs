// Networks and LightGbm on the same folds of a delimited file with a label of two values.
// Usage: dotnet run -c Release -- FILE LABEL [--archs mlp,tabm] [--folds 5] [--only N] [--set Option=Value]... [--no-baseline]
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
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
foreach (var key in arguments.Archs) Report(key, [.. folds.Select(fold => Network(key, fold))]);
if (arguments.HasBaseline) Report("LightGbm", [.. folds.Select(Trees)]);

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

double[] Trees(DataOperationsCatalog.TrainTestData fold)
{
    var watch = Stopwatch.StartNew();
    IEstimator<ITransformer> features = ml.Transforms.Concatenate("Features", [.. table.Features]);
    if (table.Categories.Length > 0)
        features = ml.Transforms.Categorical.OneHotEncoding([.. table.Categories.Select(name => new InputOutputColumnPair(name))]).Append(features);
    var model = features.Append(ml.BinaryClassification.Trainers.LightGbm(DelimitedTable.Label)).Fit(fold.TrainSet);
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
