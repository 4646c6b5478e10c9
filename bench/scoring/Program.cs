// Rows scored in a second: in batches through the transformer, and by the saved zip; medians over the rounds.
// Usage: dotnet run -c Release -- [ROWS] [ROUNDS]
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep;

var count = args.Length > 0 ? int.Parse(args[0]) : 10_000;
var rounds = args.Length > 1 ? int.Parse(args[1]) : 5;
var ml = new MLContext(seed: 1);
var rows = ml.Data.LoadFromEnumerable(Rows(count));
var few = ml.Data.TakeRows(rows, 500);
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1 }));
var model = pipeline.Fit(few);
var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
ml.Model.Save(model, rows.Schema, file);
var saved = ml.Model.Load(file, out _);
using var live = ml.Model.CreatePredictionEngine<Row, Scored>(model);
using var loaded = ml.Model.CreatePredictionEngine<Row, Scored>(saved);
var single = Rows(1).First();

Report("transformer, in batches", count, () => Read(model));
Report("transformer, one row at a time (PredictionEngine)", 1000, () => { for (var i = 0; i < 1000; i++) { single.Features[0] = i % 16; live.Predict(single); } });
Report("saved zip, Transform", count, () => Read(saved));
Report("saved zip, one row at a time (PredictionEngine)", 1000, () => { for (var i = 0; i < 1000; i++) { single.Features[0] = i % 16; loaded.Predict(single); } });
File.Delete(file);

void Read(ITransformer transformer)
{
    var scored = transformer.Transform(rows);
    using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
    var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
    VBuffer<float> score = default;
    while (cursor.MoveNext()) getter(ref score);
}

void Report(string what, int scored, Action run)
{
    run();
    var seconds = Enumerable.Range(0, rounds).Select(_ =>
    {
        var clock = Stopwatch.StartNew();
        run();
        return clock.Elapsed.TotalSeconds;
    }).Order().ElementAt(rounds / 2);
    Console.WriteLine($"{what,-52} {scored / seconds,10:f0} rows/s {1e6 * seconds / scored,8:f1} µs/row");
}

static IEnumerable<Row> Rows(int count)
{
    var random = new Random(1);
    for (var i = 0; i < count; i++)
        yield return new Row { Label = $"c{i % 10}", Features = Enumerable.Range(0, 64).Select(_ => (float)random.Next(17)).ToArray() };
}

internal sealed class Row
{
    public string Label { get; set; } = "";

    [VectorType(64)]
    public float[] Features { get; set; } = [];
}

internal sealed class Scored
{
    public float[] Score { get; set; } = [];
}
