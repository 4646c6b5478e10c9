using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Onnx;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Persistence;

/// <summary>What <c>ml.Model.Save</c> writes for a network is a chain of ML.NET's own steps that answers alike.</summary>
[TestClass]
public sealed class DelegationTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Numbers_and_text_labels()
    {
        var data = _ml.Pixels(SavedModels.Side * SavedModels.Side, SavedModels.Digits());
        using var model = _ml.Deep().MulticlassClassification.Cnn("Label", "Features", SavedModels.Quick).Fit(data);
        var loaded = SaveAndLoad(model, data);
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, data), SavedModels.Score(_ml, loaded, data));

        var schema = loaded.GetOutputSchema(data.Schema);
        Assert.IsFalse(schema.Any(column => column.Name.StartsWith("MLNetDeep.", StringComparison.Ordinal)));
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(model.Classes.ToArray(), names.DenseValues().Select(name => name.ToString()).ToArray());
        Assert.AreEqual(
            _ml.MulticlassClassification.Evaluate(model.Transform(data)).LogLoss,
            _ml.MulticlassClassification.Evaluate(loaded.Transform(data)).LogLoss, 1e-4);
    }

    [TestMethod]
    public void A_fresh_process_without_this_library_predicts_alike()
    {
        using var folder = new Folder();
        var rows = SavedModels.Digits();
        var data = _ml.Pixels(64, rows);
        using var model = _ml.Deep().MulticlassClassification.Cnn("Label", "Features", SavedModels.Quick).Fit(data);
        _ml.Model.Save(model, data.Schema, folder.File("model.zip"));
        AssertFreshAlike(folder.File("model.zip"), model, data, rows);
    }

    [TestMethod]
    public void A_fresh_process_decodes_and_resizes_alike()
    {
        using var folder = new Folder();
        var rows = Images(folder);
        var data = _ml.Keyed(rows);
        using var model = _ml.Deep().MulticlassClassification.Cnn("Label", "Image", SavedModels.Quick).Fit(data);
        _ml.Model.Save(model, data.Schema, folder.File("model.zip"));
        AssertFreshAlike(folder.File("model.zip"), model, data, rows);
    }

    [TestMethod]
    public void Numbers_of_other_types()
    {
        var rows = SavedModels.Digits().Select(row => new DoubleRow { Label = row.Label, Features = [.. row.Features.Select(x => (double)x)] });
        var schema = SchemaDefinition.Create(typeof(DoubleRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Double, 64);
        AssertSavedAlike(_ml.Keyed(rows, schema), "Features");
    }

    [TestMethod]
    public void Labels_that_are_numbers()
    {
        var rows = SavedModels.Digits().Select((row, i) => new NumberLabelRow { Label = 7 * (i % 3), Features = row.Features });
        AssertSavedAlike(_ml.Keyed(rows), "Features");
    }

    [TestMethod]
    public void Paths_of_images_of_mixed_sizes()
    {
        using var folder = new Folder();
        AssertSavedAlike(_ml.Keyed(Images(folder)), "Image");
    }

    [TestMethod]
    public void Encoded_images_in_grey()
    {
        var rows = Enumerable.Range(0, 24).Select(i =>
        {
            using var image = Pictures.OfClass(i % 2, 9 + (i % 3), colour: false);
            return new BytesRow { Label = $"{i % 2}", Image = Pictures.Png(image) };
        }).ToList();
        AssertSavedAlike(_ml.Keyed(rows), "Image");
    }

    [TestMethod]
    public void Decoded_images()
    {
        var rows = Enumerable.Range(0, 24)
            .Select(i => new ImageRow { Label = $"{i % 2}", Image = Pictures.OfClass(i % 2, 8 + (i % 4), colour: true) }).ToList();
        AssertSavedAlike(_ml.Keyed(rows), "Image");
    }

    [TestMethod]
    public void A_module_of_the_users_own()
    {
        var data = _ml.Pixels(64, SavedModels.Digits());
        using var model = _ml.Deep().MulticlassClassification.FromModule("Label", "Features", Own, Options).Fit(data);
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, data), SavedModels.Score(_ml, SaveAndLoad(model, data), data));
    }

    [TestMethod]
    public void A_module_that_cannot_be_exported_fails_with_its_name_and_leaves_no_file()
    {
        using var folder = new Folder();
        var data = _ml.Pixels(64, SavedModels.Digits());
        using var model = _ml.Deep().MulticlassClassification
            .FromModule("Label", "Features", context => Sequential(("odd", new Odd()), ("head", Linear(64, context.Output.Size))), Options).Fit(data);
        var fault = Assert.ThrowsExactly<OnnxExportException>(() => _ml.Deep().Model.Save(model, data.Schema, folder.File("m.zip")));
        StringAssert.Contains(fault.Message, "'body.odd'");
        StringAssert.Contains(fault.Message, nameof(IOnnxExportable));
        Assert.IsEmpty(Directory.GetFiles(folder.Root));
    }

    [TestMethod]
    public void An_export_of_the_users_own_that_is_wrong_is_found_out()
    {
        var data = _ml.Pixels(64, SavedModels.Digits());
        using var model = _ml.Deep().MulticlassClassification
            .FromModule("Label", "Features", context => Sequential(("wrong", new Wrong()), ("head", Linear(64, context.Output.Size))), Options).Fit(data);
        var fault = Assert.ThrowsExactly<OnnxExportException>(() => SaveAndLoad(model, data));
        StringAssert.Contains(fault.Message, "answers otherwise");
    }

    private static TrainerOptions Options => new() { MaxEpochs = 1, BatchSize = 16, ValidationFraction = 0, Seed = 1 };

    private static Module<Tensor, Tensor> Own(ModuleContext context) =>
        Sequential(("hidden", Linear(context.Input.Size, 16)), ("gelu", GELU()), ("norm", LayerNorm(16)), ("head", Linear(16, context.Output.Size)));

    private static List<PathRow> Images(Folder folder) => [.. Enumerable.Range(0, 24).Select(i =>
    {
        string path = folder.File($"{i}.png");
        using var image = Pictures.OfClass(i % 2, 10 + (i % 5), colour: true);
        image.Save(path);
        return new PathRow { Label = $"{i % 2}", Image = path };
    })];

    private void AssertFreshAlike<T>(string file, ITransformer model, IDataView data, IEnumerable<T> rows)
    {
        var fresh = FreshProcess.Score(file, rows).Select(row => new Scored(row.Label, row.Score)).ToList();
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, data), fresh);
    }

    private void AssertSavedAlike(IDataView data, string column)
    {
        using var model = _ml.Deep().MulticlassClassification.Cnn("Label", column, SavedModels.Quick).Fit(data);
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, data), SavedModels.Score(_ml, SaveAndLoad(model, data), data));
    }

    private ITransformer SaveAndLoad(ITransformer model, IDataView data)
    {
        using var folder = new Folder();
        string path = folder.File("model.zip");
        _ml.Model.Save(model, data.Schema, path);
        return new MLContext().Model.LoadPlain(path, out _);
    }

    private sealed class DoubleRow
    {
        public string Label { get; set; } = "";

        public double[] Features { get; set; } = [];
    }

    private sealed class NumberLabelRow
    {
        public int Label { get; set; }

        [VectorType(64)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Odd() : Module<Tensor, Tensor>(nameof(Odd))
    {
        public override Tensor forward(Tensor input) => input.square();
    }

    private sealed class Wrong() : Module<Tensor, Tensor>(nameof(Wrong)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => input * 2;

        public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Multiply(input, input);
    }
}
