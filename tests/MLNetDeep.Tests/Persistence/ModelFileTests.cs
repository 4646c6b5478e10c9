using System.IO.Compression;
using Microsoft.ML;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Persistence;

/// <summary><c>ml.Deep().Model</c> keeps networks as networks, in the same file.</summary>
[TestClass]
public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void A_network_in_a_chain_comes_back_with_everything_it_had()
    {
        using var folder = new Folder();
        var (model, data) = Trained();
        string path = folder.File("model.zip");
        _ml.Deep().Model.Save(model, data.Schema, path);

        using var loaded = _ml.Deep().Model.Load(path, out var schema);
        var (before, after) = (model.OfType<DeepTransformer>().Single(), loaded.OfType<DeepTransformer>().Single());
        Assert.AreEqual(data.Schema["Features"].Type, schema["Features"].Type);
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, data), SavedModels.Score(_ml, loaded, data));
        Assert.AreEqual(((CnnOptions)before.Options).BaseChannels, ((CnnOptions)after.Options).BaseChannels);
        Assert.AreEqual(before.History.Epochs[^1].Metrics["Loss"], after.History.Epochs[^1].Metrics["Loss"]);
        CollectionAssert.AreEqual(before.Classes.ToArray(), after.Classes.ToArray());
        foreach (var (name, weight) in before.Module.state_dict())
            Assert.IsTrue(weight.Equals(after.Module.state_dict()[name]), name);
    }

    [TestMethod]
    public void Saving_and_loading_leave_no_tensors_behind()
    {
        using var folder = new Folder();
        var (model, data) = Trained();
        string path = folder.File("model.zip");
        _ml.Deep().Model.Save(model, data.Schema, path);
        long before = LiveTensors.Count();
        _ml.Deep().Model.Save(model, data.Schema, path);
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
        _ml.Deep().Model.Load(path, out _).Dispose();
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
        Microsoft.ML.Data.TransformerChain<ITransformer> loaded;
        using (NewDisposeScope())
            loaded = _ml.Deep().Model.Load(path, out _);
        Assert.IsGreaterThan(before, TorchLibrary.LiveTensors, "A loaded network outlives the scope that it was loaded in.");
        loaded.Dispose();
    }

    [TestMethod]
    public void Saving_and_loading_leave_the_random_numbers_alone()
    {
        using var folder = new Folder();
        var (model, data) = Trained();
        manual_seed(5);
        float expected = rand(1).item<float>();
        manual_seed(5);
        _ml.Deep().Model.Save(model, data.Schema, folder.File("model.zip"));
        using var loaded = _ml.Deep().Model.Load(folder.File("model.zip"), out _);
        Assert.AreEqual(expected, rand(1).item<float>());
    }

    [TestMethod]
    public void The_same_file_loads_without_this_library()
    {
        using var folder = new Folder();
        var (model, data) = Trained();
        string path = folder.File("model.zip");
        _ml.Deep().Model.Save(model, data.Schema, path);
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, data), SavedModels.Score(_ml, new MLContext().Model.LoadPlain(path, out _), data));
    }

    [TestMethod]
    public void A_module_of_ones_own_needs_its_factory_again()
    {
        using var folder = new Folder();
        var data = _ml.Pixels(64, SavedModels.Digits());
        Func<ModuleContext, Module<Tensor, Tensor>> factory = context => Linear(context.Input.Size, context.Output.Size);
        using var model = _ml.Deep().MulticlassClassification
            .FromModule("Label", "Features", factory, new TrainerOptions { MaxEpochs = 1, ValidationFraction = 0 }).Fit(data);
        string path = folder.File("model.zip");
        _ml.Deep().Model.Save(model, data.Schema, path);

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Model.Load(path, out _));
        StringAssert.Contains(fault.Message, "factory");
        using var loaded = _ml.Deep().Model.Load(path, out _, factory);
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, data), SavedModels.Score(_ml, loaded, data));
        var other = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Model.Load(path, out _, context => Linear(64, 3, hasBias: false)));
        StringAssert.Contains(other.Message, "body.bias");
    }

    [TestMethod]
    public void A_model_without_networks_is_refused_both_ways()
    {
        using var folder = new Folder();
        var data = _ml.Pixels(64, SavedModels.Digits());
        var plain = _ml.Transforms.CopyColumns("Copy", "Features").Fit(data);
        Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Model.Save(plain, data.Schema, folder.File("m.zip")));
        _ml.Model.Save(plain, data.Schema, folder.File("m.zip"));
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Model.Load(folder.File("m.zip"), out _));
        StringAssert.Contains(fault.Message, "ml.Model.Load");
    }

    [TestMethod]
    public void Damaged_files_are_named()
    {
        using var folder = new Folder();
        var (model, data) = Trained();
        string whole = folder.File("model.zip"), damaged = folder.File("damaged.zip");
        _ml.Deep().Model.Save(model, data.Schema, whole);
        byte[] bytes = File.ReadAllBytes(whole);

        AssertDamaged(damaged, []);
        AssertDamaged(damaged, bytes[..(bytes.Length / 2)]);
        AssertDamaged(damaged, [.. Enumerable.Repeat((byte)7, 500)]);
        AssertDamaged(damaged, Without(whole, damaged, "MLNetDeep/weights.safetensors"));
        AssertDamaged(damaged, Cut(whole, damaged, "MLNetDeep/weights.safetensors"));
        AssertDamaged(damaged, Cut(whole, damaged, "MLNetDeep/networks.json"));
        Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Deep().Model.Load(folder.File("none.zip"), out _));
    }

    [TestMethod]
    public void A_place_that_cannot_be_written_leaves_nothing_behind()
    {
        using var folder = new Folder();
        var (model, data) = Trained();
        Directory.CreateDirectory(folder.File("taken"));
        foreach (string path in new[] { folder.File("taken"), folder.File("no such folder/model.zip"), "/dev/full/model.zip" })
        {
            var fault = Assert.ThrowsExactly<IOException>(() => _ml.Deep().Model.Save(model, data.Schema, path));
            StringAssert.Contains(fault.Message, path);
        }
        Assert.IsEmpty(Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public void Saving_again_replaces_the_file()
    {
        using var folder = new Folder();
        var (model, data) = Trained();
        string path = folder.File("model.zip");
        File.WriteAllText(path, "something else");
        _ml.Deep().Model.Save(model, data.Schema, path);
        _ml.Deep().Model.Save(model, data.Schema, path);
        using var loaded = _ml.Deep().Model.Load(path, out _);
        Assert.HasCount(1, Directory.GetFiles(folder.Root));
    }

    private (Microsoft.ML.Data.TransformerChain<DeepTransformer> Model, IDataView Data) Trained()
    {
        var data = _ml.Pixels(64, SavedModels.Digits());
        var pipeline = _ml.Transforms.CopyColumns("Pixels", "Features")
            .Append(_ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", SavedModels.Quick));
        return (pipeline.Fit(data), data);
    }

    private void AssertDamaged(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().Model.Load(path, out _));
        StringAssert.Contains(fault.Message, path);
    }

    private static byte[] Without(string whole, string copy, string entry)
    {
        File.Copy(whole, copy, overwrite: true);
        using (var archive = ZipFile.Open(copy, ZipArchiveMode.Update))
            archive.GetEntry(entry)!.Delete();
        return File.ReadAllBytes(copy);
    }

    private static byte[] Cut(string whole, string copy, string name)
    {
        File.Copy(whole, copy, overwrite: true);
        using (var archive = ZipFile.Open(copy, ZipArchiveMode.Update))
        {
            using var stream = archive.GetEntry(name)!.Open();
            stream.SetLength(stream.Length / 2);
        }
        return File.ReadAllBytes(copy);
    }
}
