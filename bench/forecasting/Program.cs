// Forecasters on ETTh1: all seven columns, the standard split of 12, 4 and 4 months of 30 days (8,640, 2,880 and 2,880 hours), every window of the test part. Each run is a line of OUT as it ends; what OUT
// has already is not run again. --set states options that are not the defaults. --validate measures on the validation part, to choose options by: it is then not seen in training at all.
// Usage: dotnet run -c Release -- DATA/ETTh1.csv [--models auto,ridge,dlinear,lightgbm,…] [--horizon 96] [--seeds 3] [--set Option=Value]... [--name NAME] [--out forecasting.jsonl] [--report] [--validate]
using MLNetDeep.Bench.Forecasting;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

var results = new ForecastResults(Option("--out", "forecasting.jsonl"));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
if (!args.Contains("--report"))
    foreach (var model in Option("--models", "lastvalue,seasonalnaive,lightgbm,ridge,nlinear,dlinear,patchtst,tsmixer,lstm,tcn,auto").Split(','))
        foreach (var seed in Enumerable.Range(1, int.Parse(Option("--seeds", "3"))))
            results.Run(new ForecastRun(args[0], model, int.Parse(Option("--horizon", "96")), seed, settings, Option("--name", "")) { Validates = args.Contains("--validate"), IsVerbose = args.Contains("--verbose") });
results.Print();
