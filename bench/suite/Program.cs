// Networks at their default options beside LightGbm, FastTree and a linear trainer on many tables, by the same folds; ranks over all of them.
// Each fold is a line of OUT as it ends; what OUT has already is not run again.
// Usage: dotnet run -c Release -- FOLDER [--list tables.csv] [--tables ames,concrete] [--models mlp,tabm,LightGbm] [--folds 3] [--only 3] [--out suite.jsonl] [--set Option=Value]... [--report]
using MLNetDeep.Bench;
using MLNetDeep.Bench.Suite;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
string[] List(string name, string fallback) => Option(name, fallback).Split(',', StringSplitOptions.RemoveEmptyEntries);

var folder = args.FirstOrDefault(Directory.Exists) ?? throw new ArgumentException("Say in which folder the tables lie.");
var results = new Results(Option("--out", "suite.jsonl"));
var wanted = List("--tables", "");
var (folds, only) = (int.Parse(Option("--folds", "3")), int.Parse(Option("--only", "100")));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
var models = List("--models", "mlp,realmlp,tableresnet,fttransformer,tabm,modernnca,LightGbm,FastTree,Linear");
if (!args.Contains("--report"))
    foreach (var table in SuiteTable.Read(Option("--list", Path.Combine(AppContext.BaseDirectory, "tables.csv"))).Where(t => wanted.Length == 0 || wanted.Contains(t.Name)))
        new TableRun(table, folder, folds, settings).Run(models, only, results);
Ranking.Print(results.All);
