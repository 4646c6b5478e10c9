// Networks on a folder of pictures, with and without augmentation, against LightGbm on the pixels; each training has so many minutes.
// FOLDER has train/<class>/*.jpg and test/<class>/*.jpg, as the CIFAR-10 split of docs/benchmarks.md.
// Usage: dotnet run -c Release -- FOLDER [--arch cnn,resnet,convnext,vit,lightgbm] [--minutes 20] [--augmentation None,Standard]
//        [--threads N] [--epochs MOST] [--precisions Single] [--seeds 1] [--set Option=Value]... [--mixup A] [--cutmix A] [--out FILE]
// Lines are printed and appended to FILE as they come; what FILE has already is not trained again.
using MLNetDeep;
using MLNetDeep.Bench;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
double Number(string name, double fallback) => double.Parse(Option(name, $"{fallback}"));

var folder = args.FirstOrDefault(a => Directory.Exists(Path.Combine(a, "train"))) ?? throw new ArgumentException("Say which folder: train/<class>/*.jpg and test/<class>/*.jpg.");
var keys = Option("--arch", "cnn,resnet,convnext,vit,lightgbm").Split(',');
var presets = Option("--augmentation", "None,Standard").Split(',').Select(Enum.Parse<AugmentationPreset>).ToArray();
var budget = new Budget(TimeSpan.FromMinutes(Number("--minutes", 20)), (int)Number("--epochs", 100));
KeyValuePair<string, string>[] settings = [.. args.Select((a, i) => (a, i)).Where(p => p.a == "--set").Select(p => args[p.i + 1].Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))];
var table = new Table(Option("--out", ""));
var pictures = new Pictures(folder);
var networks = new NetworkRun(pictures, budget);

var precisions = Option("--precisions", "Single").Split(',').Select(Enum.Parse<Precision>).ToArray();
var runs = from seed in Enumerable.Range(1, (int)Number("--seeds", 1)) from preset in presets from key in keys.Where(k => k != "lightgbm") from precision in precisions select (seed, preset, key, precision);
foreach (var (seed, preset, key, precision) in runs)
{
    var options = (ImageTrainerOptions)ArchitectureRegistry.Get(key).CreateOptions();
    (options.Augmentation, options.Mixup, options.Cutmix) = (preset, Number("--mixup", 0), Number("--cutmix", 0));
    (options.Seed, options.Threads, options.Precision) = (seed, (int)Number("--threads", 0), precision);
    OptionCatalog.Apply(options, settings);
    var mixed = options.Mixup > 0 || options.Cutmix > 0 ? $", mixup {options.Mixup:g3}, cutmix {options.Cutmix:g3}" : "";
    var other = (precision == Precision.Single ? "" : $", {precision}") + (seed == 1 ? "" : $", seed {seed}");
    table.Add($"{ArchitectureRegistry.Get(key).DisplayName} | {preset}{mixed}{other}{(settings.Length > 0 ? $", {string.Join(" ", settings.Select(s => $"{s.Key}={s.Value}"))}" : "")}", () => networks.Train(key, options));
}
if (keys.Contains("lightgbm")) table.Add("LightGbm | ", () => LightGbmRun.Train(pictures, budget));
