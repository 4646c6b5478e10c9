// How long computing waits for rows: trains a Cnn on a folder class/*.jpg, once kept in memory and once streamed.
// Usage: dotnet run -c Release -- FOLDER [EPOCHS]
using Microsoft.ML;
using MLNetDeep;

var folder = args.FirstOrDefault() ?? throw new ArgumentException("Say which folder: class/*.jpg or png.");
var epochs = args.Length > 1 ? int.Parse(args[1]) : 2;
var ml = new MLContext(seed: 1);
var order = new Random(1);
var rows = Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
    // By chance: what does not fit into memory is read in this order, and class by class a network would learn little.
    .OrderBy(_ => order.Next()).Select(file => new Row { Label = Path.GetFileName(Path.GetDirectoryName(file))!, Image = file }).ToList();
var data = ml.Transforms.Conversion.MapValueToKey("Label").Fit(ml.Data.LoadFromEnumerable(rows)).Transform(ml.Data.LoadFromEnumerable(rows));

foreach (var megabytes in new[] { 1024, 4 })
{
    var options = new CnnOptions { MaxEpochs = epochs, MemoryBudgetMegabytes = megabytes, Seed = 1 };
    using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Image", options).Fit(data);
    var history = model.History;
    Console.WriteLine($"{rows.Count} images, {model.Input}, budget {megabytes} MB, {(history.Streamed ? "streamed" : "in memory")}: "
        + $"{history.Seconds:f1} s, waiting {history.SecondsWaitingForData:f2} s = {history.WaitingShare:P1}; "
        + $"{history.Epochs[^1].Metrics["RowsPerSecond"]:f0} rows/s, validation accuracy {history.Epochs[^1].Metrics["ValidationAccuracy"]:P1}");
}

internal sealed class Row
{
    public string Label { get; set; } = "";

    public string Image { get; set; } = "";
}
