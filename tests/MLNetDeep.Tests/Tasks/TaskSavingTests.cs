using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Persistence;

namespace MLNetDeep.Tests.Tasks;

/// <summary>Models of every task come back from their files with the same columns and numbers, as ML.NET's and as networks.</summary>
[TestClass]
public sealed class TaskSavingTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Binary() => Check<float, bool>(_ml.Deep().BinaryClassification, "Flag", "Score", "Probability");

    [TestMethod]
    public void Multilabel() => Check<float[], bool[]>(_ml.Deep().MultiLabelClassification, "Flags", "Score");

    [TestMethod]
    public void Regression() => Check<float, bool>(_ml.Deep().Regression, "Value", "Score");

    [TestMethod]
    public void Several_targets() => Check<float[], bool>(_ml.Deep().Regression, "Values", "Score");

    [TestMethod]
    public void Quantiles() => Check<float[], bool>(_ml.Deep().Regression, "Value", [0.25, 0.75], "Score");

    private void Check<TScore, TLabel>(DeepTaskCatalog catalog, string label, params string[] columns) => Check<TScore, TLabel>(catalog, label, [], columns);

    private void Check<TScore, TLabel>(DeepTaskCatalog catalog, string label, double[] quantiles, params string[] columns)
    {
        using var folder = new Folder();
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(100));
        var options = TaskRows.Quick;
        (options.MaxEpochs, options.Quantiles) = (3, quantiles);
        using var model = catalog.FromModule(label, "Features", TaskRows.Network, options).Fit(data);
        _ml.Deep().Model.Save(model, data.Schema, folder.File("model.zip"));
        var plain = _ml.Model.LoadPlain(folder.File("model.zip"), out _);
        var deep = _ml.Deep().Model.Load(folder.File("model.zip"), out _, TaskRows.Network);
        foreach (var loaded in new[] { plain, deep })
        {
            var (expected, actual) = (model.Transform(data), loaded.Transform(data));
            CollectionAssert.AreEquivalent(Columns(expected), Columns(actual));
            foreach (var column in columns) AssertAlike(Numbers<TScore>(expected, column), Numbers<TScore>(actual, column));
            if (expected.Schema.GetColumnOrNull("PredictedLabel") is null) continue;
            CollectionAssert.AreEqual(Flags<TLabel>(expected), Flags<TLabel>(actual));
        }
        if (typeof(TScore) == typeof(float)) return;
        VBuffer<ReadOnlyMemory<char>> names = default;
        plain.GetOutputSchema(data.Schema)["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(model.Classes.ToArray(), names.DenseValues().Select(n => n.ToString()).ToArray());
    }

    // ONNX gives its vectors a dimension for the batch, which is 1.
    private static string[] Columns(IDataView view) => [.. view.Schema.Select(c => c.Type is VectorDataViewType vector
        ? $"{c.Name} {vector.Size} {vector.ItemType}" : $"{c.Name} {c.Type}")];

    private static void AssertAlike(float[] expected, float[] actual)
    {
        Assert.AreEqual(expected.Length, actual.Length);
        foreach (var (a, b) in expected.Zip(actual)) Assert.AreEqual(a, b, 1e-5 * Math.Max(1, Math.Abs(a)));
    }

    private static float[] Numbers<T>(IDataView view, string column) =>
        [.. view.GetColumn<T>(column).SelectMany(value => value as float[] ?? [Convert.ToSingle(value)])];

    private static bool[] Flags<T>(IDataView view) =>
        [.. view.GetColumn<T>("PredictedLabel").SelectMany(value => value as bool[] ?? [Convert.ToBoolean(value)])];
}
