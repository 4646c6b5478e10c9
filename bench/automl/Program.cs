// AutoML by a time budget beside LightGbm at its defaults and LightGbm tuned at random by the same budget, on a part of each table that no search has seen.
// Each run is a line of OUT as it ends; what OUT has already is not run again.
// Usage: dotnet run -c Release -- FOLDER [--list tables.csv] [--tables ames,concrete] [--ways auto,tuned,default] [--minutes 5] [--out automl.jsonl] [--report]
using MLNetDeep.Bench;
using MLNetDeep.Bench.Searches;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
string[] List(string name, string fallback) => Option(name, fallback).Split(',', StringSplitOptions.RemoveEmptyEntries);

var folder = args.FirstOrDefault(Directory.Exists) ?? throw new ArgumentException("Say in which folder the tables lie.");
var results = new Runs(Option("--out", "automl.jsonl"));
var wanted = List("--tables", "adult,ames,concrete,churn,credit,satellite");
var minutes = double.Parse(Option("--minutes", "5"), System.Globalization.CultureInfo.InvariantCulture);
if (!args.Contains("--report"))
    foreach (var table in SuiteTable.Read(Option("--list", Path.Combine(AppContext.BaseDirectory, "tables.csv"))).Where(t => wanted.Contains(t.Name)))
        new Search(table, folder, minutes).Run(List("--ways", "default,auto,tuned"), results);
results.Print();
