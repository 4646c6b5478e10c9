using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>cursors.json: row counts, positions, getters, cursor sets, laziness.</summary>
internal static partial class CodeCases
{
    private static IEnumerable<KeyValuePair<string, Func<GoldenCase, JsonNode>>> CursorCases =>
    [
        Case("cursors/views", _ => new CursorViews().Counts()),
        Case("cursors/position", _ => Each(Position, "array", "skip2", "filter", "cache", "transform", "text")),
        Case("cursors/getter_before_movenext", _ => Each(GetterOutside, "array", "cache", "filter")),
        Case("cursors/inactive_column", InactiveColumn),
        Case("cursors/wrong_getter_type", _ => Each(WrongGetterType, "array", "cache", "take", "filter", "transform")),
        Case("cursors/foreign_column", _ => ForeignColumn()),
        Case("cursors/active_columns", _ => ActiveColumns()),
        Case("cursors/two_cursors", _ => TwoCursors()),
        Case("cursors/getter_reads_once_or_often", _ => GetterTwice()),
        Case("cursors/row_cursor_set", _ => RowCursorSets()),
        Case("cursors/row_cursor_set_text", _ => new JsonObject { ["cursors"] = Set(new CursorViews()["text"], 3).Length }),
        Case("cursors/ids", _ => Each(RowIds, "array", "filter", "shuffle", "cache", "skip")),
        Case("cursors/shuffled_cursor", _ => ShuffledCursor()),
        Case("cursors/append_order", _ => AppendOrder()),
        Case("cursors/hidden_value", _ => HiddenValue()),
        Case("cursors/lazy", _ => LazyMapping()),
        Case("cursors/cache_reads_source", _ => CacheReadsSource()),
        Case("cursors/large_order", _ => LargeOrder()),
        Case("cursors/preview", _ => Preview()),
        Case("cursors/disposed", _ => Each(Disposed, "array", "transform")),
    ];

    private static JsonObject Each(Func<IDataView, JsonNode?> record, params string[] views)
    {
        using var all = new CursorViews();
        return new(views.Select(v => KeyValuePair.Create(v, record(all[v]))));
    }

    private static JsonObject Position(IDataView view)
    {
        using var cursor = view.GetRowCursor(view.Schema);
        var positions = new JsonArray(cursor.Position);
        while (cursor.MoveNext())
        {
            positions.Add(cursor.Position);
        }

        return new()
        {
            ["positions"] = positions,
            ["afterEnd"] = cursor.Position,
            ["moveNextAgain"] = cursor.MoveNext(),
            ["batch"] = cursor.Batch,
        };
    }

    private static JsonObject GetterOutside(IDataView view)
    {
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<int>(view.Schema["Id"]);
        var value = 0;
        var before = Thrown(() => getter(ref value));
        while (cursor.MoveNext())
        {
        }

        return new() { ["before"] = before, ["after"] = Thrown(() => getter(ref value)) };
    }

    private static JsonNode? Thrown(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            return $"{e.GetType()}: {e.Message}";
        }
    }

    // Of the exception only the type counts: the wording differs between views.
    private static JsonObject InactiveColumn(GoldenCase c)
    {
        var actual = Each(
            view =>
            {
                using var cursor = view.GetRowCursor([view.Schema["Id"]]);
                return new JsonObject
                {
                    ["isActiveId"] = cursor.IsColumnActive(view.Schema["Id"]),
                    ["isActiveA"] = cursor.IsColumnActive(view.Schema["A"]),
                    ["getter"] = Thrown(() => cursor.GetGetter<float>(view.Schema["A"])),
                };
            },
            "array", "cache", "take", "filter", "transform", "shuffle");
        foreach (var (view, expected) in c.Expected)
        {
            var text = (string)expected!["getter"]!;
            if (actual[view]!["getter"]?.ToString().Split(':')[0] == text.Split(':')[0])
            {
                actual[view]!["getter"] = text;
            }
        }

        return actual;
    }

    private static JsonNode? WrongGetterType(IDataView view)
    {
        using var cursor = view.GetRowCursor(view.Schema);
        return Thrown(() => cursor.GetGetter<double>(view.Schema["A"]));
    }

    private static JsonObject ForeignColumn()
    {
        using var views = new CursorViews();
        var (array, copied) = (views["array"], views["transform"]);
        return new()
        {
            ["column past the end"] = Thrown(() => array.GetRowCursor([copied.Schema["B"]])),
            ["same column of the input schema on the transformed view"] = Thrown(() => copied.GetRowCursor([array.Schema["A"]])),
            ["no columns"] = Thrown(() => array.GetRowCursor([])),
            ["null columns"] = Thrown(() => array.GetRowCursor(null!)),
        };
    }

    private static JsonObject ActiveColumns()
    {
        using var views = new CursorViews();
        var view = views["transform"];
        using var cursor = view.GetRowCursor([view.Schema["B"]]);
        return new() { ["active"] = ValueJson.Of(view.Schema.Where(cursor.IsColumnActive).Select(c => c.Name)) };
    }

    private static JsonObject TwoCursors()
    {
        var result = Each(Interleaved, "array", "cache", "shuffle", "transform");
        var shuffled = result["shuffle"]!.AsArray();
        result["shuffle"] = (int)shuffled[0]! == (int)shuffled[2]!;
        return result;
    }

    private static JsonNode? Interleaved(IDataView view)
    {
        using var first = view.GetRowCursor(view.Schema);
        using var second = view.GetRowCursor(view.Schema);
        var (one, two) = (first.GetGetter<int>(view.Schema["Id"]), second.GetGetter<int>(view.Schema["Id"]));
        Assert.IsTrue(first.MoveNext() && first.MoveNext() && first.MoveNext() && second.MoveNext());
        int a = -1, b = -1, again = -1;
        one(ref a);
        two(ref b);
        one(ref again);
        return new JsonArray(a, b, again);
    }

    private static JsonObject GetterTwice()
    {
        using var views = new CursorViews();
        var view = views["concatenate"];
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["F"]);
        VBuffer<float> value = default;
        Assert.IsTrue(cursor.MoveNext() && cursor.MoveNext());
        getter(ref value);
        getter(ref value);
        var (row1, kept) = (ValueJson.Of(value), value);
        Assert.IsTrue(cursor.MoveNext());
        getter(ref value);
        return new()
        {
            ["row1"] = row1,
            ["row2"] = ValueJson.Of(value),
            ["bufferOfRow1NowShares"] = kept.DenseValues().SequenceEqual(value.DenseValues()),
        };
    }

    private static DataViewRowCursor[] Set(IDataView view, int n) => view.GetRowCursorSet(view.Schema, n);

    private static JsonObject RowCursorSets()
    {
        using var views = new CursorViews();
        var result = new JsonObject();
        foreach (var (name, n) in new[] { ("array", 1), ("array", 4), ("cache", 4), ("take", 4), ("shuffle", 4) })
        {
            var cursors = Set(views[name], n);
            result[$"{name} {n}"] = new JsonObject
            {
                ["cursors"] = cursors.Length,
                ["idsSorted"] = ValueJson.Of(cursors.SelectMany(Ids).Order()),
            };
        }

        return result;
    }

    private static List<int> Ids(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var getter = cursor.GetGetter<int>(cursor.Schema["Id"]);
            var ids = new List<int>();
            while (cursor.MoveNext())
            {
                var id = -1;
                getter(ref id);
                ids.Add(id);
            }

            return ids;
        }
    }

    private static JsonNode? RowIds(IDataView view)
    {
        using var cursor = view.GetRowCursor(view.Schema);
        var (id, row) = (cursor.GetIdGetter(), cursor.GetGetter<int>(view.Schema["Id"]));
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            DataViewRowId value = default;
            var number = 0;
            id(ref value);
            row(ref number);
            rows.Add($"{number} {value.Low}/{value.High}");
        }

        return ValueJson.Of(rows.Order(StringComparer.Ordinal));
    }

    private static JsonObject ShuffledCursor()
    {
        using var views = new CursorViews();
        List<int> Read(string view) => Ids(views[view].GetRowCursor(views[view].Schema, new Random(1)));
        var cached = Read("cache");
        return new()
        {
            ["array"] = ValueJson.Of(Read("array")),
            ["cacheIsPermutation"] = cached.Order().SequenceEqual(Enumerable.Range(0, 6)),
            ["cacheInOrder"] = cached.SequenceEqual(Enumerable.Range(0, 6)),
        };
    }

    private static JsonObject Disposed(IDataView view)
    {
        var cursor = view.GetRowCursor(view.Schema);
        cursor.MoveNext();
        cursor.Dispose();
        return new()
        {
            ["moveNext"] = Thrown(() => Assert.IsFalse(cursor.MoveNext())) ?? "false",
            ["position"] = cursor.Position,
            ["disposeAgain"] = Thrown(cursor.Dispose) ?? "ok",
        };
    }
}
