// How many pictures a second the batch reader gives, alone, against how many networks take in training; all in turn, in one run.
// Usage: dotnet run -c Release -- [FOLDER] [--rounds 5] [--batch 64] [--threads N]
// FOLDER has class/*.jpg or png of one size; without it, 2,000 made JPEGs of 32 x 32 pixels are read. Ends with 1 when the reader
// gives less than five times what a network takes.
using MLNetDeep;
using MLNetDeep.Bench;

string Option(string name, string fallback) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + 1] : fallback;
int Number(string name, int fallback) => int.Parse(Option(name, $"{fallback}"));

var (rounds, batch, threads) = (Number("--rounds", 5), Number("--batch", 64), Number("--threads", 0));
using var pictures = new PictureFolder(args.FirstOrDefault(Directory.Exists));
using var reader = new BatchReader(pictures, batch, threads);
var networks = new Networks(pictures, batch, threads);
Series[] readers =
[
    new("in memory", () => reader.Read(AugmentationPreset.None, streamed: false)),
    new("in memory, Light", () => reader.Read(AugmentationPreset.Light, streamed: false)),
    new("in memory, Standard", () => reader.Read(AugmentationPreset.Standard, streamed: false)),
    new("in memory, Strong, mixup and cutmix", () => reader.Read(AugmentationPreset.Strong, streamed: false, mix: 1)),
    new("files, decoded each time", () => reader.Read(AugmentationPreset.None, streamed: true)),
    new("files, Standard", () => reader.Read(AugmentationPreset.Standard, streamed: true)),
];
Series[] trainings =
[
    new("Cnn", () => networks.Train(new CnnOptions(), 1920)),
    new("ResNet-18", () => networks.Train(new ResNetOptions(), 320)),
    new("ViT-tiny", () => networks.Train(new ViTOptions(), 320)),
];

for (var round = -1; round < rounds; round++)
    foreach (var series in readers.Concat(trainings)) series.Run(isWarmup: round < 0);

Console.WriteLine($"{pictures.Count} pictures of {pictures.Shape}, batches of {batch}, {(threads > 0 ? threads : Environment.ProcessorCount)} threads, medians of {rounds} rounds");
Console.WriteLine($"| rows/s | | {string.Join(" | ", trainings.Select(t => $"times {t.Name}"))} |");
Console.WriteLine($"| --- | --- |{string.Concat(trainings.Select(_ => " --- |"))}");
foreach (var training in trainings) Console.WriteLine($"| training {training.Name} | {training} |{string.Concat(trainings.Select(_ => " |"))}");
foreach (var series in readers)
    Console.WriteLine($"| reader, {series.Name} | {series} | {string.Join(" | ", trainings.Select(t => $"{series.Median / t.Median:f0}"))} |");
return readers.Min(r => r.Median) >= 5 * trainings.Max(t => t.Median) ? 0 : 1;
