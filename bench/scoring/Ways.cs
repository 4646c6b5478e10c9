using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>One trained network and all ways to score with it.</summary>
internal sealed class Ways : IDisposable
{
    public const string Speed = "rows/s", Microseconds = "µs a row", Ratio = "saved zip row by row = 1";
    private const int Single = 300;
    private readonly MLContext _ml = new(seed: 1);
    private readonly Network _network;
    private readonly IDataView _rows;
    private readonly List<(string Name, Func<double> Run)> _ways;
    private readonly List<IDisposable> _owned = [];

    public Ways(Network network)
    {
        _network = network;
        _rows = network.Random(_ml, network.Rows);
        var few = network.Random(_ml, Math.Min(network.Rows, 256));
        ITransformer onnx = Train(few), torch;
        var (zip, whole) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            _ml.Model.Save(onnx, few.Schema, zip);
            _ml.Deep().Model.Save(onnx, few.Schema, whole);
            torch = _ml.Deep().Model.Load(whole, out _, scoringEngine: ScoringEngine.Torch);
            var (rowByRow, batched) = (_ml.Model.Load(zip, out _), _ml.Model.LoadForScoring(zip, out _));
            foreach (var model in new[] { onnx, torch, rowByRow, batched }) _owned.Add((IDisposable)model);
            _ways =
            [
                ("saved zip row by row (ml.Model.Load)", () => Scores.Speed(rowByRow, _rows)),
                ("libtorch in batches", () => Scores.Speed(torch, _rows)),
                ("ONNX Runtime in batches (DeepTransformer)", () => Scores.Speed(onnx, _rows)),
                ("ONNX Runtime in batches (ml.Model.LoadForScoring)", () => Scores.Speed(batched, _rows)),
                ("PredictionEngine, saved zip", OneByOne(rowByRow)),
                ("PredictionEngine, libtorch", OneByOne(torch)),
                ("PredictionEngine, ONNX Runtime (DeepTransformer)", OneByOne(onnx)),
                ("PredictionEngine, ONNX Runtime (ml.Model.LoadForScoring)", OneByOne(batched)),
            ];
        }
        finally
        {
            File.Delete(zip);
            File.Delete(whole);
        }
    }

    /// <summary>Runs all ways in turn, round after round.</summary>
    public IEnumerable<(string Row, string Column, double[] Rounds)> Measure(int rounds)
    {
        foreach (var way in _ways) way.Run();
        var speeds = _ways.ToDictionary(way => way.Name, _ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
            // Who goes first changes, so that nobody gains from what another leaves behind.
            foreach (var way in round % 2 == 0 ? _ways : Enumerable.Reverse(_ways)) speeds[way.Name][round] = way.Run();
        foreach (var (name, of) in speeds)
        {
            yield return ($"{_network.Name}: {name}", Speed, of);
            yield return ($"{_network.Name}: {name}", Microseconds, [.. of.Select(speed => 1e6 / speed)]);
            yield return ($"{_network.Name}: {name}", Ratio, [.. of.Zip(speeds[_ways[0].Name], (a, b) => a / b)]);
        }
    }

    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }

    private DeepTransformer Train(IDataView rows)
    {
        var options = _network.Options();
        options.MaxEpochs = 1;
        return _network.Trainer(_ml.Deep().MulticlassClassification, options).Fit(rows);
    }

    private Func<double> OneByOne(ITransformer model)
    {
        if (_network.IsText) return OneByOne<TextRow>(model, null, i => TextRow.Random(new Random(i), 0, _network.Width));
        return OneByOne<Row>(model, _network.Schema(), i => Row.Random(new Random(i), 0, _network.Width));
    }

    private Func<double> OneByOne<TRow>(ITransformer model, SchemaDefinition? schema, Func<int, TRow> make)
        where TRow : class
    {
        var engine = _ml.Model.CreatePredictionEngine<TRow, Scored>(model, new PredictionEngineOptions { InputSchemaDefinition = schema, OwnsTransformer = false });
        _owned.Insert(0, engine);
        TRow[] rows = [.. Enumerable.Range(0, Math.Min(Single, _network.Rows)).Select(make)];
        return () =>
        {
            var clock = Stopwatch.StartNew();
            foreach (var row in rows) engine.Predict(row);
            return rows.Length / clock.Elapsed.TotalSeconds;
        };
    }
}

internal sealed class Scored
{
    public float[] Score { get; set; } = [];
}
