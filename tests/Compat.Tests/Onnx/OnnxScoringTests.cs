using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace Compat.Tests.Onnx;

/// <summary>Scoring with ONNX models: columns, ways to say which, misuse, cursors in parallel, saving.</summary>
[TestClass]
public sealed class OnnxScoringTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Outputs_become_columns()
    {
        var scored = _ml.Transforms.ApplyOnnxModel(Model()).Fit(View()).Transform(View());
        CollectionAssert.AreEqual(new[] { "X", "Sum", "Place", "Text" }, scored.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual("Vector<Single, 1, 1>", scored.Schema["Sum"].Type.ToString());
        CollectionAssert.AreEqual(new[] { 6f, 1f, 9f }, scored.GetColumn<float[]>("Sum").Select(sum => sum[0]).ToArray());
        CollectionAssert.AreEqual(new[] { 2L, 0L, 1L }, scored.GetColumn<long[]>("Place").Select(place => place[0]).ToArray());
        CollectionAssert.AreEqual(new[] { "", "a", "bé" }, scored.GetColumn<string[]>("Text").Select(text => text[0]).ToArray());
    }

    [TestMethod]
    public void The_promised_schema_is_the_delivered_one()
    {
        var model = _ml.Transforms.ApplyOnnxModel(Model());
        var chain = model.Append(_ml.Transforms.CopyColumns("Copy", "Sum"));
        Assert.IsNotNull(chain.Fit(View()).Transform(View()).Schema.GetColumnOrNull("Copy"));
    }

    [TestMethod]
    public void Chosen_outputs_by_names_and_by_options_and_from_a_file()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, OnnxModels.Standard());
            IEstimator<OnnxTransformer>[] ways =
            [
                _ml.Transforms.ApplyOnnxModel("Sum", "X", Model()),
                _ml.Transforms.ApplyOnnxModel("Sum", "X", file),
                _ml.Transforms.ApplyOnnxModel(["Sum"], ["X"], file),
                _ml.Transforms.ApplyOnnxModel(["Sum"], ["X"], file, new Dictionary<string, int[]> { ["X"] = [1, 3] }, recursionLimit: 50),
                _ml.Transforms.ApplyOnnxModel(new OnnxOptions { ModelFile = file, InputColumns = ["X"], OutputColumns = ["Sum"] }),
                _ml.Transforms.ApplyOnnxModel("Sum", "X", file, gpuDeviceId: 0, fallbackToCpu: true),
            ];
            foreach (var way in ways)
            {
                var scored = way.Fit(View()).Transform(View());
                CollectionAssert.AreEqual(new[] { "X", "Sum" }, scored.Schema.Select(column => column.Name).ToArray());
                Assert.AreEqual(9f, scored.GetColumn<float[]>("Sum").Last()[0]);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Names_of_slots_come_from_a_node_named_after_the_column()
    {
        var scored = _ml.Transforms.ApplyOnnxModel(new MemoryStream(OnnxModels.Standard(["only"]))).Fit(View()).Transform(View());
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Sum"].GetSlotNames(ref names);
        Assert.AreEqual("only", names.GetItemOrDefault(0).ToString());
    }

    [TestMethod]
    public void A_saved_model_holds_the_network()
    {
        var model = _ml.Transforms.ApplyOnnxModel(Model()).Fit(View());
        using var stream = new MemoryStream();
        _ml.Model.Save(model, View().Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(
            model.Transform(View()).GetColumn<float[]>("Sum").Select(sum => sum[0]).ToArray(),
            loaded.Transform(View()).GetColumn<float[]>("Sum").Select(sum => sum[0]).ToArray());
    }

    [TestMethod]
    public void Cursors_in_parallel_do_not_disturb_each_other()
    {
        var rows = Enumerable.Range(0, 500).Select(i => new Row { X = [i, -i, 1] }).ToList();
        var view = _ml.Data.LoadFromEnumerable(rows);
        var scored = _ml.Transforms.ApplyOnnxModel(Model()).Fit(view).Transform(view);
        Parallel.For(0, 8, _ =>
        {
            var texts = scored.GetColumn<string[]>("Text").Select(text => text[0]).ToList();
            var sums = scored.GetColumn<float[]>("Sum").Select(sum => sum[0]).ToList();
            Assert.IsTrue(sums.All(sum => sum == 1));
            // All but the first row, [0, 0, 1], have the largest number in the first place.
            Assert.AreEqual(rows.Count - 1, texts.Count(text => text == "a"));
        });
    }

    [TestMethod]
    public void Two_columns_of_one_row_are_computed_once_and_agree()
    {
        var scored = _ml.Transforms.ApplyOnnxModel(Model()).Fit(View()).Transform(View());
        using var cursor = scored.GetRowCursor(scored.Schema);
        var sum = cursor.GetGetter<VBuffer<float>>(scored.Schema["Sum"]);
        var place = cursor.GetGetter<VBuffer<long>>(scored.Schema["Place"]);
        VBuffer<float> sums = default;
        VBuffer<long> places = default;
        var pairs = new List<(float, long)>();
        while (cursor.MoveNext())
        {
            place(ref places);
            sum(ref sums);
            pairs.Add((sums.GetItemOrDefault(0), places.GetItemOrDefault(0)));
        }
        CollectionAssert.AreEqual(new[] { (6f, 2L), (1f, 0L), (9f, 1L) }, pairs);
    }

    [TestMethod]
    public void Misuse_is_told()
    {
        var view = View();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel(["None"], ["X"], Model()));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel(["Sum"], ["None"], Model()));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _ml.Transforms.ApplyOnnxModel(Model(), new Dictionary<string, int[]> { ["X"] = [1, 4] }));
        Assert.ThrowsExactly<IOException>(() => _ml.Transforms.ApplyOnnxModel("no such file"));
        Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Transforms.ApplyOnnxModel(new MemoryStream([1, 2, 3])));
        var without = _ml.Transforms.DropColumns("X").Fit(view).Transform(view);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel(Model()).Fit(without));
        var text = _ml.Transforms.Conversion.ConvertType("X", outputKind: DataKind.Double).Fit(view).Transform(view);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel(Model()).Fit(text));
        var wide = _ml.Transforms.Concatenate("X", "X", "One").Fit(One()).Transform(One());
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Transforms.ApplyOnnxModel(Model()).Fit(wide));
        StringAssert.Contains(fault.Message, "has shape 1,3, but input data is of length 4");
    }

    private static MemoryStream Model() => new(OnnxModels.Standard());

    private IDataView View() =>
        _ml.Data.LoadFromEnumerable([new Row { X = [1, 2, 3] }, new Row { X = [1, 0, 0] }, new Row { X = [0, 9, 0] }]);

    private IDataView One() => _ml.Data.LoadFromEnumerable([new RowAndOne()]);

    private class Row
    {
        [VectorType(3)]
        public float[] X { get; set; } = new float[3];
    }

    private sealed class RowAndOne : Row
    {
        public float One { get; set; }
    }
}
