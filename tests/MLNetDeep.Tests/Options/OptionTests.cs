namespace MLNetDeep.Tests.Options;

[TestClass]
public class OptionTests
{
    [TestMethod]
    public void CnnDefaults()
    {
        var options = new CnnOptions();
        Assert.AreEqual((30, 64, 1e-3, 1e-2), (options.MaxEpochs, options.BatchSize, options.LearningRate, options.WeightDecay));
        Assert.AreEqual((0.05, 1.0, 0.1, 10), (options.WarmupFraction, options.GradientClip, options.ValidationFraction, options.Patience));
        Assert.AreEqual((2, 2, 32, 3, 0.1), (options.Blocks, options.ConvolutionsPerBlock, options.BaseChannels, options.KernelSize, options.Dropout));
        Assert.AreEqual((CnnNormalization.Batch, CnnPooling.Max), (options.Normalization, options.Pooling));
        Assert.AreEqual(("auto", 0, 1024), (options.Device, options.Threads, options.MemoryBudgetMegabytes));
        options.Validate();
    }

    [TestMethod]
    public void AllFaultsAreListedAtOnce()
    {
        var options = new CnnOptions { MaxEpochs = 0, LearningRate = -1, Dropout = 1, KernelSize = 4, Channels = 2, Device = "gpu" };
        var error = Assert.ThrowsExactly<ArgumentException>(options.Validate);
        Assert.AreEqual("CnnOptions: MaxEpochs must be at least 1, but was 0. LearningRate must be above 0, but was -1. "
            + "Device must be auto, cpu, cuda or cuda:<index>, but was 'gpu'. Channels must be 1, 3, or 0 to find it out, but was 2. "
            + "KernelSize must be odd and at least 1, but was 4. Dropout must be at least 0 and below 1, but was 1.", error.Message);
    }

    [TestMethod]
    public void DeterminismIsNotPromisedOnAGpu()
    {
        new CnnOptions { Deterministic = true }.Validate();
        var error = Assert.ThrowsExactly<ArgumentException>(() => new CnnOptions { Deterministic = true, Device = "cuda:1" }.Validate());
        Assert.AreEqual("CnnOptions: Deterministic works on the CPU alone, but Device is 'cuda:1'.", error.Message);
    }

    [TestMethod]
    public void TextsAreAppliedAndAllTheirFaultsListed()
    {
        var options = new CnnOptions();
        OptionCatalog.Apply(options, [KeyValuePair.Create("batchsize", "8"), KeyValuePair.Create("Blocks", "1")]);
        Assert.AreEqual((8, 1), (options.BatchSize, options.Blocks));
        var error = Assert.ThrowsExactly<ArgumentException>(() => OptionCatalog.Apply(options,
            [KeyValuePair.Create("BatchSize", "-1"), KeyValuePair.Create("LearningRate", "abc"), KeyValuePair.Create("Nope", "1")]));
        StringAssert.StartsWith(error.Message, "CnnOptions: LearningRate must be a number with a decimal point and no thousands separators, as 0.005, but was 'abc'. CnnOptions has no option 'Nope'. Valid: ");
        StringAssert.EndsWith(error.Message, " BatchSize must be at least 1, but was -1.");
    }

    [TestMethod]
    [DataRow("LearningRate", "0,005", "a number with a decimal point and no thousands separators, as 0.005")]
    [DataRow("LearningRate", "1.000,5", "a number with a decimal point and no thousands separators, as 0.005")]
    [DataRow("BatchSize", "1,024", "a whole number without thousands separators")]
    [DataRow("BatchSize", "64.5", "a whole number without thousands separators")]
    [DataRow("Quantiles", "0.1;0.9", "numbers with decimal points, separated by commas, as 0.1,0.5,0.9")]
    [DataRow("Calibrate", "yes", "true or false")]
    [DataRow("Optimizer", "1", "one of AdamW, Sgd, Lion")]
    [DataRow("Optimizer", "AdamW,Lion", "one of AdamW, Sgd, Lion")]
    public void WhatCouldBeReadOtherwiseIsRefused(string name, string text, string wanted)
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => OptionCatalog.Set(new CnnOptions(), name, text));
        StringAssert.StartsWith(error.Message, $"{name} must be {wanted}");
        StringAssert.EndsWith(error.Message, $", but was '{text}'.");
    }

    [TestMethod]
    public void NumbersAreReadAlikeInEveryCulture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
            var options = new CnnOptions();
            OptionCatalog.Apply(options, [KeyValuePair.Create("LearningRate", "5e-3"), KeyValuePair.Create("Quantiles", "0.1, 0.5,0.9"), KeyValuePair.Create("Seed", " -3")]);
            Assert.AreEqual((0.005, -3), (options.LearningRate, options.Seed));
            CollectionAssert.AreEqual(new[] { 0.1, 0.5, 0.9 }, options.Quantiles);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void EveryOptionIsDescribed()
    {
        foreach (var option in OptionCatalog.Describe(typeof(CnnOptions)))
            Assert.AreNotEqual("", option.Doc, $"{option.Name} has no documentation");
        var blocks = OptionCatalog.Describe(typeof(CnnOptions)).Single(o => o.Name == "Blocks");
        Assert.AreEqual((2, 1, 4), ((int)blocks.Default!, Convert.ToInt32(blocks.Minimum), Convert.ToInt32(blocks.Maximum)));
    }

    [TestMethod]
    public void OptionsAreSetByName()
    {
        var options = new CnnOptions();
        OptionCatalog.Set(options, "learningrate", "0.02");
        OptionCatalog.Set(options, "Normalization", "group");
        OptionCatalog.Set(options, "Seed", "5");
        Assert.AreEqual((0.02, CnnNormalization.Group, 5), (options.LearningRate, options.Normalization, options.Seed));
    }

    [TestMethod]
    public void AnUnknownOptionListsTheValidOnes()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => OptionCatalog.Set(new CnnOptions(), "Depth", "3"));
        StringAssert.Contains(error.Message, "'Depth'");
        StringAssert.Contains(error.Message, "BaseChannels");
        StringAssert.Contains(error.Message, "MaxEpochs");
    }

    [TestMethod]
    public void AnUnreadableValueSaysWhatIsWanted()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => OptionCatalog.Set(new CnnOptions(), "Pooling", "Median"));
        Assert.AreEqual("Pooling must be one of Max, Average, but was 'Median'.", error.Message);
    }

    [TestMethod]
    public void AnUnknownArchitectureListsTheValidOnes()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => ArchitectureRegistry.Get("cnnn"));
        StringAssert.Contains(error.Message, "Known: appnp, audiocnn");
    }
}
