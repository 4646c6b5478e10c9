using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Views;

/// <summary>What the recorded cases do not show of the text loader: exactness, streaming, loaders in model files.</summary>
[TestClass]
public sealed class TextLoaderTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Reals_are_read_to_the_value_that_the_framework_reads()
    {
        var random = new Random(1);
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(_ => RandomReal(random)), "-0", "0.1", "16777217", "1e-3", "-.5"];
        var source = new TextSource(string.Join('\n', texts));
        TextLoader loader = _ml.Data.CreateTextLoader(
            [new TextLoader.Column("F", DataKind.Single, 0), new TextLoader.Column("D", DataKind.Double, 0)]);
        IDataView view = loader.Load(source);
        CollectionAssert.AreEqual(texts.Select(t => float.Parse(t, CultureInfo.InvariantCulture)).ToArray(),
            view.GetColumn<float>("F").ToArray());
        CollectionAssert.AreEqual(texts.Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray(),
            view.GetColumn<double>("D").ToArray());
    }

    [TestMethod]
    public void File_is_read_as_the_cursor_moves()
    {
        var source = new TextSource(string.Concat(Enumerable.Repeat("1\t2\t3\n", 500_000)));
        IDataView view = _ml.Data.CreateTextLoader([new TextLoader.Column("F", DataKind.Single, 0, 2)]).Load(source);
        Assert.AreEqual(0, source.Opened);
        using (DataViewRowCursor cursor = view.GetRowCursor(view.Schema))
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.IsLessThan(source.Length / 10, source.Read);
        }

        Assert.AreEqual(source.Opened, source.Closed);
    }

    [TestMethod]
    public void Set_of_cursors_closes_the_file_once_all_are_done()
    {
        var source = new TextSource(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i}\n")));
        IDataView view = _ml.Data.CreateTextLoader([new TextLoader.Column("F", DataKind.Single, 0)]).Load(source);
        DataViewRowCursor[] cursors = view.GetRowCursorSet(view.Schema, 4);
        cursors[0].Dispose();
        Assert.IsTrue(cursors[1].MoveNext());
        Array.ForEach(cursors, c => c.Dispose());
        Assert.AreEqual(1, source.Opened);
        Assert.AreEqual(1, source.Closed);
    }

    [TestMethod]
    public void Getters_do_not_allocate()
    {
        IDataView view = _ml.Data.Cache(_ml.Data.CreateTextLoader([new TextLoader.Column("F", DataKind.Single, 0, 2)])
            .Load(new TextSource(string.Concat(Enumerable.Repeat("1\t2\t3\n", 10_000)))));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(view.Schema["F"]);
        VBuffer<float> value = default;
        cursor.MoveNext();
        getter(ref value);
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (cursor.MoveNext())
            getter(ref value);
        Assert.IsLessThan(1000L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Options_of_the_caller_stay_as_they_were()
    {
        var options = new TextLoader.Options { Separators = [','], HasHeader = true };
        _ml.Data.CreateTextLoader<Pair>(options);
        Assert.IsNull(options.Columns);
    }

    [TestMethod]
    public void Loader_comes_back_from_a_model_file()
    {
        var source = new TextSource("name,x,y\n\"a,b\",1,2\n");
        TextLoader loader = _ml.Data.CreateTextLoader(
            new TextLoader.Options
            {
                Separators = [','],
                HasHeader = true,
                AllowQuoting = true,
                Columns = [new TextLoader.Column("T", DataKind.String, 0), new TextLoader.Column("V", DataKind.Single, 1, 2)],
            },
            source);
        using var file = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("W", "V").Fit(loader.Load(source)), loader, file);
        file.Position = 0;
        ITransformer model = new MLContext().Model.LoadWithDataLoader(file, out IDataLoader<IMultiStreamSource> loaded);
        IDataView rows = model.Transform(loaded.Load(source));
        Assert.AreEqual("a,b", rows.GetColumn<string>("T").Single());
        CollectionAssert.AreEqual(new float[] { 1, 2 }, rows.GetColumn<float[]>("W").Single());
        VBuffer<ReadOnlyMemory<char>> names = default;
        rows.Schema["V"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "x", "y" }, names.DenseValues().Select(n => n.ToString()).ToArray());
    }

    private static string RandomReal(Random random)
    {
        double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 12));
        string format = random.Next(4) == 0 ? "R" : "F" + random.Next(0, 12);
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public sealed class Pair
    {
        [LoadColumn(0)]
        public float A { get; set; }

        [LoadColumn(1)]
        public float B { get; set; }
    }

    /// <summary>A file in memory that counts how far it was read.</summary>
    private sealed class TextSource(string text) : IMultiStreamSource
    {
        private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);

        public int Count => 1;

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public long Length => _bytes.Length;

        public long Read { get; private set; }

        public string GetPathOrNull(int index) => null!;

        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

        public Stream Open(int index)
        {
            Opened++;
            return new CountingStream(this);
        }

        private sealed class CountingStream(TextSource source) : MemoryStream(source._bytes)
        {
            public override int Read(byte[] buffer, int offset, int count) => Counted(base.Read(buffer, offset, count));

            public override int Read(Span<byte> buffer) => Counted(base.Read(buffer));

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    source.Closed++;
                base.Dispose(disposing);
            }

            private int Counted(int count)
            {
                source.Read += count;
                return count;
            }
        }
    }
}
