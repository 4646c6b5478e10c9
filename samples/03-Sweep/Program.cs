// Two minutes of search over networks and classical trainers on handwritten digits, with a tuner of one's own at the end.
//   dotnet run -- [small] [sweep.html]
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.AutoML;
using Sweep;

bool small = args.Contains("small");
string report = args.FirstOrDefault(a => a.EndsWith(".html")) ?? "sweep.html";
var ml = new MLContext(seed: 1);
IDataView digits = ml.Data.LoadFromTextFile<Digit>(Path.Combine(AppContext.BaseDirectory, "digits.csv"), separatorChar: ',', hasHeader: true);
DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(small ? ml.Data.TakeRows(digits, 300) : digits, testFraction: 0.2, seed: 1);

// The label is text, so that the task is found to be multiclass; pixels are 64 numbers in one column.
SweepResult result = ml.Deep().AutoML("Label")
    .Over(small ? ["lightgbm", "mlp"] : ["cnn", "mlp", "lightgbm", "lbfgs"])
    .WithBudget(small ? TimeSpan.FromSeconds(8) : TimeSpan.FromMinutes(2))
    .WithTuner(new EverySecondBest())
    .OnProgress(p => Console.WriteLine($"{p.Elapsed:mm\\:ss} {p.Stage}: {p.Trials.Count} trials, best {p.Best?.Values[0]:P1} ({p.Best?.Configuration["contender"]})"))
    .Run(split.TrainSet);

Console.WriteLine($"\n{result.Task.Key}, for {result.TaskReason}.");
foreach (Trial trial in result.Leaderboard.Take(5))
    Console.WriteLine($"{trial.Number,4} {(trial.Values.Count > 0 ? $"{trial.Values[0]:P1}" : trial.State),10}  {trial.Configuration}");
Console.WriteLine($"On rows that the search has not seen: {result.Evaluate(split.TestSet)["MicroAccuracy"]:P1}.");
result.WriteReport(report, "Digits");
ml.Model.Save(result.Model, split.TrainSet.Schema, Path.ChangeExtension(report, ".zip"));
Console.WriteLine($"Saved {report} and {Path.ChangeExtension(report, ".zip")}.");
