using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Views;

/// <summary>Views may be read often, by several cursors at once, and shared out among parallel cursors.</summary>
[TestClass]
public sealed class CursorTests : IDisposable
{
    private readonly ViewKinds _kinds = new();

    public static IEnumerable<object[]> Names => ViewKinds.Names.Select(n => new object[] { n });

    public void Dispose() => _kinds.Dispose();

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Second_reading_gives_the_same_rows(string name)
    {
        IDataView view = _kinds.Make(name);
        CollectionAssert.AreEqual(Read(view), Read(view));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Two_cursors_in_turn_do_not_disturb_each_other(string name)
    {
        IDataView view = _kinds.Make(name);
        int[] expected = Read(view);
        using var first = new Reader(view.GetRowCursor(view.Schema));
        using var second = new Reader(view.GetRowCursor(view.Schema));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], first.Next());
            if (i % 2 == 0)
                Assert.AreEqual(expected[i / 2], second.Next());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Cursors_on_several_threads_each_see_all_rows(string name)
    {
        IDataView view = _kinds.Make(name);
        int[] expected = Read(_kinds.Make(name));
        int[][] read = new int[4][];
        Parallel.For(0, read.Length, i => read[i] = Read(view));
        foreach (int[] rows in read)
            CollectionAssert.AreEqual(expected, rows);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Set_of_cursors_shares_out_the_rows(string name)
    {
        IDataView view = _kinds.Make(name);
        int[] expected = [.. Read(view).Order()];
        DataViewRowCursor[] cursors = view.GetRowCursorSet(view.Schema, 3);
        var read = new List<int>();
        Parallel.ForEach(cursors, cursor =>
        {
            int[] rows = Read(cursor);
            lock (read)
                read.AddRange(rows);
        });
        CollectionAssert.AreEqual(expected, read.Order().ToArray());
    }

    [TestMethod]
    [DataRow("text")]
    [DataRow("cache")]
    [DataRow("chain")]
    public void Batches_of_a_set_put_the_rows_back_in_order(string name)
    {
        IDataView view = _kinds.Make(name);
        var rows = new List<(long Batch, int Id)>();
        foreach (DataViewRowCursor cursor in view.GetRowCursorSet(view.Schema, 3))
        {
            using var reader = new Reader(cursor);
            for (int id = reader.Next(); id >= 0; id = reader.Next())
                rows.Add((cursor.Batch, id));
        }

        CollectionAssert.AreEqual(Read(view), rows.OrderBy(r => r.Batch).Select(r => r.Id).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Abandoned_cursor_leaves_the_view_as_it_was(string name)
    {
        IDataView view = _kinds.Make(name);
        using (var reader = new Reader(view.GetRowCursor(view.Schema)))
            reader.Next();
        Assert.IsGreaterThan(ViewKinds.RowCount / 2, Read(view).Length);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Ids_of_rows_are_the_same_in_every_reading(string name)
    {
        IDataView view = _kinds.Make(name);
        CollectionAssert.AreEqual(Ids(view), Ids(view));
        Assert.HasCount(Read(view).Length, Ids(view).Distinct().ToArray());
    }

    private static int[] Read(IDataView view) => Read(view.GetRowCursor(view.Schema));

    private static int[] Read(DataViewRowCursor cursor)
    {
        using var reader = new Reader(cursor);
        var rows = new List<int>();
        for (int id = reader.Next(); id >= 0; id = reader.Next())
            rows.Add(id);
        return [.. rows];
    }

    private static DataViewRowId[] Ids(IDataView view)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        ValueGetter<DataViewRowId> getter = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getter(ref id);
            ids.Add(id);
        }

        return [.. ids];
    }

    /// <summary>Reads rows, and checks on the way that the columns of a row belong together.</summary>
    private sealed class Reader(DataViewRowCursor cursor) : IDisposable
    {
        private readonly ValueGetter<int> _id = cursor.GetGetter<int>(cursor.Schema["Id"]);
        private readonly ValueGetter<VBuffer<float>> _vector = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Vector"]);
        private readonly ValueGetter<ReadOnlyMemory<char>> _text = cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema["Text"]);
        private VBuffer<float> _buffer;

        /// <summary>The id of the next row, -1 at the end.</summary>
        public int Next()
        {
            if (!cursor.MoveNext())
                return -1;
            int id = 0;
            ReadOnlyMemory<char> text = default;
            _id(ref id);
            _vector(ref _buffer);
            _text(ref text);
            Assert.AreEqual(id, _buffer.GetItemOrDefault(0));
            Assert.AreEqual(id / 2f, _buffer.GetItemOrDefault(1));
            Assert.AreEqual("t" + (id % 7), text.ToString());
            return id;
        }

        public void Dispose() => cursor.Dispose();
    }
}
