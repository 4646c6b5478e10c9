// Tables that are made: the synthesizer beside interpolation between neighbours (SMOTE), by what LightGbm learns from the rows, what it tells apart, and how near they are to training rows.
// Each run is a line of OUT as it ends; what OUT has already is not run again.
// Usage: dotnet run -c Release -- FOLDER [--tables adult,concrete] [--seeds 3] [--ways synthesizer,smote] [--set Option=Value]... [--name NAME] [--out synthesizer.jsonl]
using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.AutoML;
using MLNetDeep.Bench;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

var folder = args.FirstOrDefault(Directory.Exists) ?? throw new ArgumentException("Say in which folder the tables lie.");
var (wanted, ways, name, output) = (Option("--tables", "adult,concrete").Split(','), Option("--ways", "synthesizer,smote").Split(','), Option("--name", ""), Option("--out", "synthesizer.jsonl"));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
HashSet<(string, string, string, int)> done = [.. (File.Exists(output) ? File.ReadAllLines(output) : []).Select(line => JsonSerializer.Deserialize<Line>(line)!).Select(line => (line.Table, line.Way, line.Name, line.Seed))];
foreach (var table in SuiteTable.Read(Path.Combine(AppContext.BaseDirectory, "tables.csv")).Where(t => wanted.Contains(t.Name)))
{
    var ml = new MLContext(1);
    var data = table.Load(ml, folder);
    var split = data.Split(ml, table.Task, 5)[0];
    var task = PredictionTask.Get(table.Task, SuiteData.Label);
    string[] columns = [SuiteData.Label, .. data.Features.Select(f => f.Name)];
    IDataView Only(IDataView rows) => ml.Data.Cache(ml.Transforms.SelectColumns(columns).Fit(rows).Transform(rows));
    var (training, test) = (Only(split.TrainSet), Only(split.TestSet));
    var count = ml.Data.CreateEnumerable<Empty>(training, true, ignoreMissingColumns: true).Count();
    for (var seed = 1; seed <= int.Parse(Option("--seeds", "3")); seed++)
        foreach (var way in ways.Where(way => !done.Contains((table.Name, way, name, seed)) && (way != "smote" || table.Task != "regression")))
        {
            var watch = Stopwatch.StartNew();
            var (made, seconds, epochs) = (default(IDataView)!, 0.0, 0);
            if (way == "smote") made = ml.Deep().Generative.InterpolateRows(training, count, SuiteData.Label, seed: seed);
            else
            {
                var options = new TableSynthesizerOptions { Seed = seed };
                OptionCatalog.Apply(options, settings);
                using var model = ml.Deep().Generative.TableSynthesizer(options).Fit(training);
                (seconds, epochs) = (watch.Elapsed.TotalSeconds, model.History.Epochs.Count);
                watch.Restart();
                made = model.Sample(count, seed);
            }
            var sampling = watch.Elapsed.TotalSeconds;
            var fidelity = ml.Deep().MeasureFidelity(task, training, test, made);
            var line = new Line(table.Name, way, name, seed, fidelity.TrainedOnReal, fidelity.TrainedOnSynthetic, fidelity.MeanColumnDistance, fidelity.PairDifference, fidelity.DetectionAuc,
                fidelity.NearestSynthetic, fidelity.NearestReal, fidelity.Copies, seconds, sampling, epochs);
            File.AppendAllText(output, JsonSerializer.Serialize(line) + '\n');
            string Of(string metric) => fidelity.TrainedOnReal.TryGetValue(metric, out var real) ? FormattableString.Invariant($"{metric} {real:f4} {fidelity.TrainedOnSynthetic[metric]:f4}  ") : "";
            Console.WriteLine(FormattableString.Invariant($"{table.Name,-9} {way,-11} {name} seed {seed}: real, made: {Of("Accuracy")}{Of("MicroAccuracy")}{Of("AreaUnderRocCurve")}{Of("RootMeanSquaredError")} columns {fidelity.MeanColumnDistance:f4} pairs {fidelity.PairDifference:f4} detection {fidelity.DetectionAuc:f3} nearest {fidelity.NearestSynthetic:f3} of {fidelity.NearestReal:f3}, copies {fidelity.Copies:p2}; {epochs} epochs in {seconds:f0} s, sampled in {sampling:f0} s"));
        }
}

internal sealed record Line(string Table, string Way, string Name, int Seed, IReadOnlyDictionary<string, double> Real, IReadOnlyDictionary<string, double> Made, double Columns, double Pairs, double Detection,
    double Nearest, double NearestReal, double Copies, double Seconds, double Sampling, int Epochs);

internal sealed class Empty;
