using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Views;

/// <summary>Views of every kind over the same rows: an id, a vector and a text that follow from it.</summary>
internal sealed class ViewKinds : IDisposable
{
    public const int RowCount = 500;

    private readonly string _path = Path.GetTempFileName();
    private readonly MLContext _ml = new(1);

    public ViewKinds()
    {
        File.WriteAllLines(_path, Rows.Select(r => $"{r.Id}\t{r.Vector[0]}\t{r.Vector[1]}\t{r.Text}"));
    }

    public static string[] Names =>
        ["enumerable", "text", "cache", "binary", "transform", "chain", "filter", "take", "skip", "shuffle", "train"];

    private static Row[] Rows { get; } = [.. Enumerable.Range(0, RowCount).Select(i => new Row
    {
        Id = i,
        Vector = [i, i / 2f],
        Text = "t" + (i % 7),
    })];

    public IDataView Make(string name)
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(Rows);
        return name switch
        {
            "enumerable" => rows,
            "text" => Text(),
            "cache" => _ml.Data.Cache(rows),
            "binary" => Binary(rows),
            "transform" => _ml.Transforms.CopyColumns("Copy", "Vector").Fit(rows).Transform(rows),
            "chain" => Chain(Text()),
            "filter" => _ml.Data.FilterRowsByMissingValues(rows, "Vector"),
            "take" => _ml.Data.TakeRows(rows, RowCount),
            "skip" => _ml.Data.SkipRows(rows, 10),
            "shuffle" => _ml.Data.ShuffleRows(rows, seed: 1, shufflePoolSize: 50),
            "train" => _ml.Data.TrainTestSplit(rows, 0.3).TrainSet,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_path + ".bin");
    }

    private IDataView Text() => _ml.Data.LoadFromTextFile(_path,
    [
        new TextLoader.Column("Id", DataKind.Int32, 0),
        new TextLoader.Column("Vector", DataKind.Single, 1, 2),
        new TextLoader.Column("Text", DataKind.String, 3),
    ]);

    private IDataView Binary(IDataView rows)
    {
        using (FileStream stream = File.Create(_path + ".bin"))
            _ml.Data.SaveAsBinary(rows, stream);
        IDataView loaded = _ml.Data.LoadFromBinary(_path + ".bin");
        // Read once, so that the file can go.
        _ = loaded.Preview(1);
        return loaded;
    }

    private IDataView Chain(IDataView rows)
        => _ml.Transforms.Conversion.MapValueToKey("Key", "Text")
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(_ml.Transforms.Concatenate("Vector", "Vector"))
            .Fit(rows).Transform(rows);

    public sealed class Row
    {
        public int Id { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [];

        public string Text { get; set; } = "";
    }
}
