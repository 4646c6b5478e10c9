using Microsoft.ML;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Data;

[TestClass]
public class BadDataTests
{
    private static readonly CnnOptions Quick = new() { MaxEpochs = 1, BaseChannels = 8 };

    [TestMethod]
    public void NotANumberIsNamedWithItsRowAndSlot()
    {
        var rows = Four();
        rows[2].Features[5] = float.NaN;
        Fails(rows, "Column 'Features' holds NaN in row 3, slot 5 (rows are counted from 1, slots from 0).");
    }

    [TestMethod]
    public void OneClassIsRefused() =>
        Fails(Four().Select(r => { r.Label = "only"; return r; }), "Label column 'Label' has only one class ('only')");

    [TestMethod]
    public void NoRowsAreRefused() => Fails([], "There are no rows to train on");

    [TestMethod]
    public void RowsWithoutALabelAreLeftOutAndCounted()
    {
        var ml = new MLContext(1);
        var warnings = new List<string>();
        ml.Log += (_, e) => { if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning) warnings.Add(e.Message); };
        var rows = Four();
        rows[3].Label = "";
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", Quick).Fit(ml.Pixels(16, rows));
        Assert.AreEqual(3, model.History.TrainingRows);
        Assert.IsTrue(warnings.Any(w => w.Contains("1 rows without a label in column 'Label' are left out", StringComparison.Ordinal)), string.Join("; ", warnings));
    }

    [TestMethod]
    public void ALabelThatIsNoKeySaysWhatToDo()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Four().Select(r => new { r.Label, Number = 1f }));
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Deep().MulticlassClassification.FromModule("Label", "Number", _ => null!).Fit(data));
        StringAssert.Contains(error.Message, "Schema mismatch for label column 'Label': expected Key<UInt32>, got String. Put Transforms.Conversion.MapValueToKey(\"Label\") before the trainer.");
    }

    [TestMethod]
    public void AMissingColumnListsThoseThereAre()
    {
        var ml = new MLContext(1);
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", Quick).Fit(ml.Pixels(16, Four())));
        StringAssert.Contains(error.Message, "Could not find feature column 'Pixels'. The columns are: Label, Features.");
    }

    [TestMethod]
    public void ScoringRefusesAnotherWidth()
    {
        var ml = new MLContext(1);
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", Quick).Fit(ml.Pixels(16, Four()));
        var wider = ml.Pixels(25, Four(25));
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Transform(wider));
        StringAssert.Contains(error.Message, "Schema mismatch for feature column 'Features': expected Vector<Single, 16>, got Vector<Single, 25>");
    }

    [TestMethod]
    public void WhatIsRefusedLeavesNoTensorsBehind()
    {
        NoRowsAreRefused();
        NotANumberIsNamedWithItsRowAndSlot();
        RefuseAModule();
        var before = LiveTensors.Count();
        NoRowsAreRefused();
        NotANumberIsNamedWithItsRowAndSlot();
        OneClassIsRefused();
        RefuseAModule();
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
    }

    private static void RefuseAModule()
    {
        var ml = new MLContext(1);
        var trainer = ml.Deep().MulticlassClassification.FromModule("Label", "Features", _ => TorchSharp.torch.nn.Linear(16, 7));
        Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(ml.Pixels(16, Four())));
    }

    private static List<PixelRow> Four(int width = 16) =>
        [.. Enumerable.Range(0, 4).Select(i => new PixelRow { Label = $"c{i % 2}", Features = [.. Enumerable.Range(0, width).Select(k => (float)(k * i))] })];

    private static void Fails(IEnumerable<PixelRow> rows, string message)
    {
        var ml = new MLContext(1);
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => ml.Deep().MulticlassClassification.Cnn("Label", "Features", Quick).Fit(ml.Pixels(16, rows)));
        StringAssert.Contains(error.Message, message);
    }
}
