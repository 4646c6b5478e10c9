// Generative models on handwritten digits, 8 × 8 pixels. Each run is a line of OUT as it ends; what OUT has already is not run again. --set states options of the model, --sampling those of sampling.
// Usage: dotnet run -c Release -- anomaly [--seeds 1]      each digit held out in turn: the autoencoder beside an isolation forest and ML.NET's RandomizedPca
//        dotnet run -c Release -- samples MODEL...         diffusion, vae or gan, of a digit that is asked for: are samples like real rows, and unlike those of the training?
//        dotnet run -c Release -- step                     what a training step of a diffusion model costs beside one written by hand on TorchSharp
//        dotnet run -c Release -- latent --grid FILE.png   what a Vae decodes on a grid of two numbers, and how its bound went
//   [--data samples/data/digits.csv] [--seeds 1] [--set Option=Value]... [--steps 25] [--solver Euler] [--guidance 1] [--count 2000] [--name NAME] [--models FOLDER: trained models are kept there, with
//   a checkpoint that an interrupted training goes on from] [--grid FILE.png] [--out generative.jsonl] [--report]
using System.Globalization;
using MLNetDeep;
using MLNetDeep.Bench.Generative;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;

var results = new Results(Option("--out", "generative.jsonl"));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
var sampling = new SamplingOptions
{
    Steps = int.Parse(Option("--steps", "25")),
    Solver = Enum.Parse<DiffusionSolver>(Option("--solver", "Euler")),
    Guidance = double.Parse(Option("--guidance", "1"), CultureInfo.InvariantCulture),
};
var digits = new Digits(Option("--data", "samples/data/digits.csv"));
if (!args.Contains("--report"))
    foreach (var seed in Enumerable.Range(1, int.Parse(Option("--seeds", "1"))))
        switch (args[0])
        {
            case "anomaly":
                foreach (var held in Enumerable.Range(0, Digits.Classes))
                {
                    results.Run("anomaly", "autoencoder", $"{Option("--name", "")} {held}".Trim(), seed, () => new Anomalies(digits, settings).Network(held, seed));
                    results.Run("anomaly", "IsolationForest", $"{held}", seed, () => new Anomalies(digits, settings).Forest(held, seed));
                    results.Run("anomaly", "RandomizedPca", $"{held}", seed, () => new Anomalies(digits, settings).Pca(held, seed));
                }
                break;
            case "samples":
                foreach (var model in args.Skip(1).TakeWhile(a => !a.StartsWith('-')))
                    results.Run("samples", model, Option("--name", ""), seed, () => new Samples(digits, settings, sampling, Option("--models", "models"), int.Parse(Option("--count", "2000")), Option("--grid", "")).Run(model, Option("--name", ""), seed));
                break;
            case "latent":
                results.Run("latent", "vae", Option("--name", ""), seed, () => new Latent(digits, settings).Draw(Option("--grid", "latent.png"), seed));
                break;
            case "step":
                results.Run("step", "diffusion", Option("--name", ""), seed, () => Steps.Measure(seed));
                break;
            default:
                Console.Error.WriteLine($"'{args[0]}' is none of anomaly, samples, latent, step.");
                return 1;
        }
results.Print();
return 0;
