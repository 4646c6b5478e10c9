using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Persistence;

namespace MLNetDeep.Tests.Assumptions;

/// <summary>What the product leans on in ML.NET, each named by what leans on it. A new version that answers otherwise shows here first.</summary>
[TestClass]
public sealed class MLNetAssumptions
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void ScoredCursor_TwoCursorsOfOneViewMeetTheRowsInOneOrder()
    {
        using var folder = new Folder();
        var file = folder.File("rows.csv");
        File.WriteAllLines(file, Enumerable.Range(0, 500).Select(i => $"{i}"));
        var loaded = _ml.Data.LoadFromTextFile(file, [new TextLoader.Column("Number", DataKind.Single, 0)], separatorChar: ',');
        var views = new[] { loaded, _ml.Data.Cache(loaded), _ml.Data.FilterRowsByColumn(loaded, "Number", 10, 400), _ml.Data.ShuffleRows(loaded, seed: 3), _ml.Data.TakeRows(loaded, 77) };
        foreach (var view in views)
        {
            using DataViewRowCursor one = view.GetRowCursor(view.Schema), other = view.GetRowCursor(view.Schema);
            var (read, reread) = (one.GetGetter<float>(view.Schema[0]), other.GetGetter<float>(view.Schema[0]));
            float a = 0, b = 0;
            while (one.MoveNext())
            {
                Assert.IsTrue(other.MoveNext());
                read(ref a);
                reread(ref b);
                Assert.AreEqual(a, b);
            }
            Assert.IsFalse(other.MoveNext());
        }
    }

    [TestMethod]
    public void Lifetime_AnEngineDisposesItsTransformer()
    {
        var transformer = new Watched();
        _ml.Model.CreatePredictionEngine<FeatureRow, FeatureRow>(transformer).Dispose();
        Assert.IsTrue(transformer.IsDisposed);
        transformer = new Watched();
        _ml.Model.CreatePredictionEngine<FeatureRow, FeatureRow>(transformer, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();
        Assert.IsFalse(transformer.IsDisposed);
    }

    [TestMethod]
    public void Docs_AnOnnxStepThatWasDisposedThrowsNullReference()
    {
        var rows = ContractData.Create(_ml, 30);
        using var model = _ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, BaseChannels = 8 }).Fit(rows);
        using var folder = new Folder();
        _ml.Model.Save(model, rows.Schema, folder.File("model.zip"));
        var loaded = _ml.Model.LoadPlain(folder.File("model.zip"), out _);
        _ml.Model.CreatePredictionEngine<FeatureRow, Prediction>(loaded).Dispose();
        var second = _ml.Model.CreatePredictionEngine<FeatureRow, Prediction>(loaded);
        Assert.ThrowsExactly<NullReferenceException>(() => second.Predict(new FeatureRow()));
    }

    [TestMethod]
    public void ModelFile_FurtherEntriesOfAZipAreIgnored()
    {
        using var folder = new Folder();
        var path = folder.File("model.zip");
        var view = _ml.Data.LoadFromEnumerable([new FeatureRow()]);
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Features").Fit(view), view.Schema, path);
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Update)) archive.CreateEntry("MLNetDeep/more.json").Open().Dispose();
        Assert.IsNotNull(_ml.Model.LoadPlain(path, out _).Transform(view).Schema.GetColumnOrNull("Copy"));
    }

    private sealed class FeatureRow
    {
        [VectorType(64)]
        public float[] Features { get; set; } = new float[64];
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }

    /// <summary>Changes nothing, and remembers that it was disposed.</summary>
    private sealed class Watched : ITransformer, IDisposable
    {
        private readonly ITransformer _inner;

        public Watched()
        {
            var ml = new MLContext();
            var view = ml.Data.LoadFromEnumerable([new FeatureRow()]);
            _inner = ml.Transforms.CopyColumns("Copy", "Features").Fit(view);
        }

        public bool IsDisposed { get; private set; }

        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input) => _inner.Transform(input);

        public void Save(ModelSaveContext ctx) => _inner.Save(ctx);

        public void Dispose() => IsDisposed = true;
    }
}
