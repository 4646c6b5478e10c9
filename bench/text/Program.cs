// Networks for texts beside naive-Bayes-weighted logistic regression and FeaturizeText with linear and tree trainers: train.tsv of a folder (columns Label and Text, a
// header), test.tsv, and validation.tsv for early stopping where there is one. Each run is a line of OUT as it ends; what OUT has already is not run again. --set states
// options of networks and hyperparameters of naivebayes. --validate measures on validation.tsv, or a fifth of train.tsv where there is none, to choose them by.
// Usage: dotnet run -c Release -- FOLDER... [--models textcnn,lstm,gru,texttransformer,naivebayes,Sdca,LightGbm] [--seeds 3] [--set Option=Value]... [--name NAME]
//   [--out text.jsonl] [--report] [--validate] [--pretrain EPOCHS: networks find hidden words of the training texts first]
using MLNetDeep.Bench.Text;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

var results = new TextResults(Option("--out", "text.jsonl"));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
if (!args.Contains("--report"))
    foreach (var folder in args.Where(Directory.Exists))
        foreach (var model in Option("--models", "textcnn,lstm,gru,texttransformer,naivebayes,Sdca,LightGbm").Split(','))
            foreach (var seed in Enumerable.Range(1, int.Parse(Option("--seeds", "3"))))
            {
                var run = new TextRun(folder, model, seed, settings, Option("--name", "")) { Validates = args.Contains("--validate"), Pretraining = int.Parse(Option("--pretrain", "0")) };
                results.Run(run);
            }
results.Print();
