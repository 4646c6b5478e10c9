// Networks for sequences beside Rocket, and beside LightGBM on statistics of each channel: on a made set, and on spoken digits as log energies of bands, where --digits names the folder of their .wav files.
// Each run is a line of OUT as it ends; what OUT has already is not run again. --set states options that are not their defaults.
// Usage: dotnet run -c Release -- [--sets made,digits] [--digits FOLDER] [--models rocket,inceptiontime,…,LightGbm] [--seeds 3] [--set Option=Value]... [--name NAME] [--out sequences.jsonl] [--report]
using MLNetDeep;
using MLNetDeep.Bench.Sequences;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

var results = new SequenceResults(Option("--out", "sequences.jsonl"));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
var models = Option("--models", string.Join(',', ArchitectureRegistry.All.Where(a => a.InputKind.Key == "sequence").Select(a => a.Key).Append("LightGbm"))).Split(',');
if (!args.Contains("--report"))
    foreach (var seed in Enumerable.Range(1, int.Parse(Option("--seeds", "3"))))
        foreach (var name in Option("--sets", args.Contains("--digits") ? "made,digits" : "made").Split(','))
        {
            var set = new Lazy<SequenceSet>(() => name == "made" ? MadeSet.Create() : DigitSet.Load(Option("--digits", "")));
            foreach (var model in models) results.Run(name, model, Option("--name", ""), seed, () => new SequenceRun(set.Value, model, seed, settings).Measure());
        }
results.Print();
