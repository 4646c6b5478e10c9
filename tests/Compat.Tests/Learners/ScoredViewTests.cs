using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Learners;

/// <summary>What holds for the scores of every trainer.</summary>
[TestClass]
public sealed class ScoredViewTests
{
    [TestMethod]
    [DynamicData(nameof(Trainers.Names), typeof(Trainers))]
    public void Cursors_side_by_side_score_as_one_after_the_other(string trainer)
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml), scored = Trainers.Create(ml, trainer).Fit(data).Transform(data);
        float[][] expected = Trainers.ScoresOf(scored);
        float[][][] results = new float[4][][];
        Parallel.For(0, results.Length, i => results[i] = Trainers.ScoresOf(scored));
        foreach (float[][] result in results)
            AssertSame(expected, result);
        AssertSame(expected, FromCursorSet(scored));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers.Names), typeof(Trainers))]
    public void A_loaded_model_scores_as_the_one_that_was_saved(string trainer)
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        ITransformer model = Trainers.Create(ml, trainer).Fit(data);
        using var file = new MemoryStream();
        ml.Model.Save(model, data.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        AssertSame(Trainers.ScoresOf(model.Transform(data)), Trainers.ScoresOf(loaded.Transform(data)));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers.Names), typeof(Trainers))]
    public void The_same_seed_gives_the_same_model(string trainer)
        => AssertSame(Train(trainer, 3), Train(trainer, 3));

    [TestMethod]
    [DynamicData(nameof(Trainers.Names), typeof(Trainers))]
    public void Scores_do_not_depend_on_which_other_columns_are_read(string trainer)
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml), scored = Trainers.Create(ml, trainer).Fit(data).Transform(data);
        float[][] alone = Trainers.ScoresOf(scored);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<VBuffer<float>>? vector = scored.Schema["Score"].Type is VectorDataViewType
            ? cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"])
            : null;
        ValueGetter<float>? scalar = vector == null ? cursor.GetGetter<float>(scored.Schema["Score"]) : null;
        for (int row = 0; cursor.MoveNext(); row++)
            CollectionAssert.AreEqual(alone[row], Read(vector, scalar));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers.Names), typeof(Trainers))]
    public void Sparse_features_score_as_dense_ones(string trainer)
    {
        var ml = new MLContext(1);
        ITransformer model = Trainers.Create(ml, trainer).Fit(Iris.LoadNormalized(ml));
        var rows = new[] { new Row { Features = new VBuffer<float>(4, [0, 0.5f, 0, 0.25f]) } };
        var sparse = new[] { new Row { Features = new VBuffer<float>(4, 2, [0.5f, 0.25f], [1, 3]) } };
        float[] expected = Trainers.ScoresOf(model.Transform(ml.Data.LoadFromEnumerable(rows)))[0];
        float[] actual = Trainers.ScoresOf(model.Transform(ml.Data.LoadFromEnumerable(sparse)))[0];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-6);
    }

    [TestMethod]
    public void Probabilities_sum_to_one()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        foreach (string trainer in new[] { "LbfgsMaximumEntropy", "SdcaMaximumEntropy", "LightGbm", "LightGbm softmax", "OneVersusAll FastTree" })
        {
            foreach (float[] scores in Trainers.ScoresOf(Trainers.Create(ml, trainer).Fit(data).Transform(data)))
                Assert.AreEqual(1, scores.Sum(), 1e-5);
        }
    }

    private static float[][] Train(string trainer, int seed)
    {
        var ml = new MLContext(seed);
        IDataView data = Iris.LoadNormalized(ml);
        return Trainers.ScoresOf(Trainers.Create(ml, trainer).Fit(data).Transform(data));
    }

    /// <summary>The scores that a set of cursors gives, in the order of the rows.</summary>
    private static float[][] FromCursorSet(IDataView scored)
    {
        DataViewSchema.Column column = scored.Schema["Score"];
        DataViewRowCursor[] cursors = scored.GetRowCursorSet([column], 4);
        var found = new List<(long Batch, long Position, float[] Scores)>[cursors.Length];
        Parallel.For(0, cursors.Length, i =>
        {
            using DataViewRowCursor cursor = cursors[i];
            bool isVector = column.Type is VectorDataViewType;
            ValueGetter<VBuffer<float>>? vector = isVector ? cursor.GetGetter<VBuffer<float>>(column) : null;
            ValueGetter<float>? scalar = isVector ? null : cursor.GetGetter<float>(column);
            found[i] = [];
            while (cursor.MoveNext())
                found[i].Add((cursor.Batch, cursor.Position, Read(vector, scalar)));
        });
        return [.. found.SelectMany(f => f).OrderBy(r => r.Batch).ThenBy(r => r.Position).Select(r => r.Scores)];
    }

    private static float[] Read(ValueGetter<VBuffer<float>>? vector, ValueGetter<float>? scalar)
    {
        VBuffer<float> values = default;
        float value = 0;
        vector?.Invoke(ref values);
        scalar?.Invoke(ref value);
        return vector == null ? [value] : [.. values.DenseValues()];
    }

    private static void AssertSame(float[][] expected, float[][] actual)
    {
        Assert.AreEqual(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            CollectionAssert.AreEqual(expected[i], actual[i]);
    }

    private sealed class Row
    {
        [VectorType(4)]
        public VBuffer<float> Features { get; set; }
    }
}
