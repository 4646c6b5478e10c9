// Few rows with labels beside many without: a network that learns from the few alone, and the same that starts from an encoder that has learnt from all of them without labels.
// Each run is a line of OUT as it ends; what OUT has already is not run again. --set states options of the network in both trainings, --pretrain and --train those of one, --views those of the views.
// Usage: dotnet run -c Release -- digits                     SimCLR on the training part of the handwritten digits, 8 × 8 pixels, and 100 labelled ones
//        dotnet run -c Release -- tables FOLDER NAME...      SCARF on the training part of tables
//   [--data samples/data/digits.csv] [--arch cnn, or mlp for tables] [--labelled 100, or 200] [--seeds 5] [--ways scratch,augmented,started,linear] [--validate: measured on a fifth of the training part, to choose options by]
//   [--set Option=Value]... [--pretrain Option=Value]... [--train Option=Value]... [--views Option=Value]... [--name NAME] [--encoders FOLDER: encoders are kept there] [--out contrastive.jsonl] [--report]
using MLNetDeep.Bench.Contrastive;
using MLNetDeep.Bench.Generative;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
KeyValuePair<string, string>[] Settings(string flag) => [.. args.Select((a, i) => (a, i)).Where(p => p.a == flag).Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];

var results = new Results(Option("--out", "contrastive.jsonl"));
var name = Option("--name", "");
var folder = Directory.CreateDirectory(Path.Combine(Option("--encoders", "encoders"), name)).FullName;
var settings = new RunSettings(Settings("--set"), Settings("--pretrain"), Settings("--train"), Settings("--views"));
if (!args.Contains("--report"))
    foreach (var seed in Enumerable.Range(1, int.Parse(Option("--seeds", "5"))))
        switch (args[0])
        {
            case "digits":
                var digits = new DigitRuns(new Digits(Option("--data", "samples/data/digits.csv")), Option("--arch", "cnn"), int.Parse(Option("--labelled", "100")), settings, args.Contains("--validate"), folder);
                foreach (var way in Option("--ways", "scratch,augmented,started,linear").Split(','))
                    results.Run($"digits {Option("--arch", "cnn")}", way, name, seed, () => digits.Run(way, seed));
                break;
            case "tables":
                foreach (var table in args.Skip(2).TakeWhile(a => !a.StartsWith('-')))
                {
                    var runs = new TableRuns(args[1], table, Option("--arch", "mlp"), int.Parse(Option("--labelled", "200")), settings, folder);
                    foreach (var way in Option("--ways", "scratch,started,linear").Split(','))
                        results.Run($"{table} {Option("--arch", "mlp")} {Option("--labelled", "200")}", way, name, seed, () => runs.Run(way, seed));
                }
                break;
            default:
                Console.Error.WriteLine($"'{args[0]}' is none of digits, tables.");
                return 1;
        }
results.Print(withDeviations: true);
return 0;
