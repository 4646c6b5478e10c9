using System.Text.Json.Nodes;
using Compat.Tests.Golden.RowClasses;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>The kinds of view that the cursor cases look at, all over the same six rows.</summary>
internal sealed class CursorViews : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly IDataView _array;

    public CursorViews() => _array = Context.Data.LoadFromEnumerable(Rows(6));

    public MLContext Context { get; } = new(1);

    public IDataView this[string name] => name switch
    {
        "array" => _array,
        "text" => Text(),
        "cache" => Cached(_array),
        "take" => Data("TakeRows", _array, ("count", 3)),
        "skip" or "skip2" => Data("SkipRows", _array, ("count", 2)),
        "filter" => Filter(_array),
        "shuffle" => Data("ShuffleRows", _array, ("seed", 1)),
        "transform" => Apply(_array, "Transforms.CopyColumns", ("outputColumnName", "B"), ("inputColumnName", "A")),
        "hidden" => Apply(_array, "Transforms.CopyColumns", ("outputColumnName", "A"), ("inputColumnName", "Id")),
        "concatenate" => Apply(_array, "Transforms.Concatenate", ("outputColumnName", "F"), ("inputColumnNames", new JsonArray("A", "A"))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public static Row[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Row { Id = i, A = i * 0.5f, T = "t" + i % 2, K = (uint)(i % 4) })];

    public IDataView Cached(IDataView view) => Data("Cache", view);

    /// <summary>A mapping that counts how often it runs.</summary>
    public IDataView Mapped(out List<int> calls)
    {
        var made = calls = [];
        return Context.Transforms.CustomMapping<Row, Doubled>(
            (i, o) =>
            {
                lock (made)
                {
                    made.Add(i.Id);
                }

                o.Twice = i.A * 2;
            },
            null).Fit(_array).Transform(_array);
    }

    /// <summary>Row count and CanShuffle of each kind of view, before and after reading.</summary>
    public JsonObject Counts()
    {
        var result = new JsonObject();
        foreach (var (name, view) in All())
        {
            result[name] = Count(view, withRows: !name.Contains("TrainTestSplit") && name != "BootstrapSample");
        }

        return result;
    }

    public void Dispose() => _scratch.Dispose();

    private IEnumerable<(string Name, IDataView View)> All()
    {
        var text = Text();
        var cache = Cached(_array);
        yield return ("LoadFromEnumerable(array)", _array);
        yield return ("LoadFromEnumerable(iterator)", Context.Data.LoadFromEnumerable(Iterate()));
        yield return ("LoadFromTextFile", text);
        yield return ("LoadFromBinary", Binary());
        yield return ("Cache(array)", cache);
        yield return ("Cache(text)", Cached(text));
        yield return ("Take(array, 3)", this["take"]);
        yield return ("Skip(array, 2)", this["skip"]);
        yield return ("Take(text, 3)", Data("TakeRows", text, ("count", 3)));
        yield return ("Take(Cache(array), 3)", Data("TakeRows", cache, ("count", 3)));
        yield return ("Shuffle(array)", this["shuffle"]);
        yield return ("Shuffle(text)", Data("ShuffleRows", text, ("seed", 1)));
        yield return ("FilterRowsByColumn(array)", Filter(_array));
        yield return ("FilterRowsByColumn(Cache)", Filter(cache));
        yield return ("FilterRowsByMissingValues", Data("FilterRowsByMissingValues", _array, ("columns", new JsonArray("A"))));
        yield return ("FilterByCustomPredicate", Context.Data.FilterByCustomPredicate<Row>(_array, r => r.Id % 2 == 0));
        yield return ("TrainTestSplit train", Context.Data.TrainTestSplit(_array).TrainSet);
        yield return ("TrainTestSplit of Cache, train", Context.Data.TrainTestSplit(cache).TrainSet);
        yield return ("BootstrapSample", Data("BootstrapSample", _array));
        yield return ("CopyColumns", this["transform"]);
        yield return ("Concatenate", this["concatenate"]);
        yield return ("MapValueToKey", Apply(_array, "Transforms.Conversion.MapValueToKey", ("outputColumnName", "T")));
        yield return ("DropColumns", Apply(_array, "Transforms.DropColumns", ("columnNames", new JsonArray("T"))));
        yield return ("CustomMapping", Mapped(out _));
        var once = Apply(cache, "Transforms.CopyColumns", ("outputColumnName", "B"), ("inputColumnName", "A"));
        yield return ("two transforms over Cache", Apply(once, "Transforms.CopyColumns", ("outputColumnName", "C"), ("inputColumnName", "B")));
    }

    private static JsonObject Count(IDataView view, bool withRows)
    {
        var result = new JsonObject { ["getRowCount"] = view.GetRowCount(), ["canShuffle"] = view.CanShuffle };
        var rows = Recorder.Rows(view).Count;
        if (withRows)
        {
            result["rowsRead"] = rows;
        }

        result["getRowCountAfterReading"] = view.GetRowCount();
        return result;
    }

    private static IEnumerable<Row> Iterate()
    {
        foreach (var row in Rows(6))
        {
            yield return row;
        }
    }

    private IDataView Text() => Context.Data.LoadFromTextFile(
        _scratch.Write("rows.txt", "0\t0\n1\t0.5\n2\t1\n"),
        [new TextLoader.Column("Id", DataKind.Int32, 0), new TextLoader.Column("A", DataKind.Single, 1)]);

    private IDataView Binary()
    {
        using (var stream = File.Create(_scratch["rows.idv"]))
        {
            Context.Data.SaveAsBinary(_array, stream);
        }

        return Context.Data.LoadFromBinary(_scratch["rows.idv"]);
    }

    private IDataView Filter(IDataView view) =>
        Data("FilterRowsByColumn", view, ("columnName", "A"), ("lowerBound", 0.5), ("upperBound", 2));

    private IDataView Data(string operation, IDataView view, params (string, JsonNode?)[] arguments) =>
        Operations.Invoke<IDataView>(Context, "Data." + operation, view, arguments);

    private IDataView Apply(IDataView view, string operation, params (string, JsonNode?)[] arguments) =>
        Operations.Invoke<IEstimator<ITransformer>>(Context, operation, null, arguments).Fit(view).Transform(view);
}
