using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tasks;

/// <summary>A network that PyTorch wrote as TorchScript is a module like others: it computes the same, and goes on learning below a new last layer, or stays as it is.</summary>
[TestClass]
public sealed class ScriptedModuleTests
{
    private static readonly PythonReference _reference = new("scripted.py");
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void It_computes_what_PyTorch_does()
    {
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        var (input, expected) = _reference.Answer("scripted");
        using var module = jit.load<Tensor, Tensor>(_reference.Place("scripted.pt"));
        var (own, its) = (Tensors.ToFloats(expected), Tensors.ToFloats(module.call(input)));
        for (var i = 0; i < own.Length; i++) Assert.AreEqual(own[i], its[i], 1e-6f);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_network_starts_from_it(bool isFrozen)
    {
        var path = _reference.Place("scripted.pt");
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(200));
        float[] First(Module module) => Tensors.ToFloats(module.parameters().First(p => p.numel() == 32));
        using var untouched = jit.load<Tensor, Tensor>(path);
        var before = First(untouched);
        using var model = _ml.Deep().BinaryClassification
            .FromModule("Flag", "Features", shapes => Start(path, isFrozen, shapes.Output.Size), new TrainerOptions { MaxEpochs = 60, LearningRate = 2e-2, Patience = 0, Seed = 1 }).Fit(view);
        Assert.AreEqual(isFrozen, before.SequenceEqual(First(model.Module)));
        Assert.IsGreaterThan(0.85, _ml.BinaryClassification.Evaluate(model.Transform(view), "Flag").Accuracy);
        Assert.AreEqual(ScoringEngine.Torch, model.ScoringEngine);
        // Its layers are hidden from here, so that it cannot be written as ONNX.
        using var stream = new MemoryStream();
        StringAssert.Contains(Assert.Throws<Exception>(() => _ml.Model.Save(model, view.Schema, stream)).Message, "Scripted");
    }

    private static Scripted Start(string path, bool isFrozen, int outputs)
    {
        var module = new Scripted(path, outputs);
        foreach (var (name, parameter) in module.named_parameters())
            if (isFrozen && name.StartsWith("_encoder", StringComparison.Ordinal)) parameter.requires_grad_(false);
        return module;
    }
}
