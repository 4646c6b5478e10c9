using Microsoft.ML;
using MLNetDeep.Testing;
using TorchSharp;

namespace MLNetDeep.Tests.Persistence;

/// <summary>A context that asks for a GPU, on a machine that has none and with an ONNX Runtime that knows none.</summary>
[TestClass]
public sealed class GpuContextTests
{
    private readonly MLContext _gpu = new(1) { GpuDeviceId = 0, FallbackToCpu = true };

    [TestInitialize]
    public void SkipWhereThereIsOne()
    {
        if (torch.cuda.is_available()) Assert.Inconclusive("There is a GPU.");
    }

    [TestMethod]
    public void TrainingSavingAndLoadingFallBack()
    {
        using var folder = new Folder();
        string plain = folder.File("plain.zip"), full = folder.File("full.zip");
        var rows = ContractData.Create(_gpu, 30);
        using var model = Fit(rows);
        Assert.AreEqual("cpu", model.History.Device);
        var expected = SavedModels.Score(_gpu, model, rows);
        _gpu.Model.Save(model, rows.Schema, plain);
        _gpu.Deep().Model.Save(model, rows.Schema, full);
        SavedModels.AssertAlike(expected, SavedModels.Score(_gpu, new MLContext().Model.LoadPlain(plain, out _), rows));
        using var loaded = _gpu.Deep().Model.Load(full, out _);
        SavedModels.AssertAlike(expected, SavedModels.Score(_gpu, loaded, rows));
    }

    [TestMethod]
    public void WhereItMayNotFallBackOneErrorSaysWhatHelps()
    {
        using var folder = new Folder();
        var path = folder.File("full.zip");
        var rows = ContractData.Create(_gpu, 30);
        using (var model = Fit(rows)) _gpu.Deep().Model.Save(model, rows.Schema, path);
        _gpu.FallbackToCpu = false;
        Assert.AreEqual("Device 'cuda:0' was asked for, but 0 CUDA devices are in reach. The context's GpuDeviceId is 0: set its FallbackToCpu to do without a GPU, "
            + "or leave GpuDeviceId null.", Assert.ThrowsExactly<InvalidOperationException>(() => Fit(rows)).Message);
        Assert.AreEqual("The context's GpuDeviceId is 0, but ONNX Runtime here has no code for GPUs: reference Microsoft.ML.OnnxRuntime.Gpu in place of "
            + "Microsoft.ML.OnnxRuntime, set FallbackToCpu, or leave GpuDeviceId null.",
            Assert.ThrowsExactly<InvalidOperationException>(() => _gpu.Deep().Model.Load(path, out _)).Message);
    }

    private DeepTransformer Fit(IDataView rows) => _gpu.Deep().MulticlassClassification
        .Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, BaseChannels = 8, Seed = 1 }).Fit(rows);
}
