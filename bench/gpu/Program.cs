// How many rows a second networks train on, in single precision and in bfloat16. run.sh runs it on a machine with a GPU, beside PyTorch.
// Usage: dotnet run -c Release -- [--device cuda] [--rows 8192] [--rounds 5] [--out FILE.json]
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.Bench;

var (device, rows, rounds, file) = ("cuda", 8192, 5, (string?)null);
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--device": device = args[i + 1]; break;
        case "--rows": rows = int.Parse(args[i + 1]); break;
        case "--rounds": rounds = int.Parse(args[i + 1]); break;
        case "--out": file = args[i + 1]; break;
        default: Console.Error.WriteLine($"There is no option '{args[i]}'."); return 2;
    }
}
var ml = new MLContext(seed: 1);
var report = new Report($"training on {device}, rows/s");
foreach (var network in new[] { Network.Cnn with { Name = "Cnn, 32 × 32 pixels", Width = 3072, Options = () => Pictures(new CnnOptions()) }, Network.ResNet })
{
    var view = network.Random(ml, rows);
    foreach (var precision in new[] { Precision.Single, Precision.BFloat16 })
    {
        var options = network.Options();
        (options.Device, options.Precision, options.BatchSize, options.Seed) = (device, precision, 256, 1);
        (options.MaxEpochs, options.ValidationFraction, options.Calibrate, options.Patience) = (rounds + 1, 0, false, 0);
        using var model = network.Trainer(ml.Deep().MulticlassClassification, options).Fit(view);
        // The first epoch loads kernels and tries algorithms.
        report.Add($"{network.Name}, {precision}", "MLNetDeep", model.History.Epochs.Skip(1).Select(epoch => epoch.Metrics["RowsPerSecond"]));
    }
}
Console.WriteLine(report.ToMarkdown(new Dictionary<string, string> { ["MLNetDeep"] = "N0" }));
if (file is not null) report.Save(file);
return 0;

static TrainerOptions Pictures(ImageTrainerOptions options)
{
    (options.Channels, options.ImageHeight, options.ImageWidth) = (3, 32, 32);
    return options;
}
