using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Sweepables;

[TestClass]
public sealed class SweepableTests
{
    private static readonly MLContext Ml = new(1);

    public static IEnumerable<object[]> Keys => ArchitectureRegistry.All.Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Every_architecture_is_a_stage_with_its_own_ranges(string key)
    {
        Architecture architecture = ArchitectureRegistry.Get(key);
        SweepableEstimator stage = Ml.Deep().MulticlassClassification.Sweepable(key, "Class", Features(architecture), Defaults(architecture));
        OptionDescription[] swept = [.. OptionCatalog.Describe(architecture.OptionsType).Where(o => o.Minimum is not null)];

        Assert.IsEmpty(swept.Select(o => o.Name).Except(stage.SearchSpace.Keys));
        foreach (OptionDescription option in swept)
        {
            var range = (UniformNumericOption)stage.SearchSpace[option.Name];
            Assert.AreEqual(Number(option.Minimum), range.Min, option.Name);
            Assert.AreEqual(Number(option.Maximum), range.Max, option.Name);
            Assert.AreEqual(option.LogScale, range.LogBase, option.Name);
        }
        // The precision at which it computes and the like are not searched.
        Assert.DoesNotContain(nameof(TrainerOptions.Precision), stage.SearchSpace.Keys);
    }

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Every_architecture_builds_at_the_default_and_at_both_ends(string key)
    {
        Architecture architecture = ArchitectureRegistry.Get(key);
        SweepableEstimator stage = Ml.Deep().MulticlassClassification.Sweepable(key, "Class", Features(architecture), Defaults(architecture));
        foreach (double[] at in new[] { stage.SearchSpace.Default, new double[stage.SearchSpace.FeatureSpaceDim], [.. stage.SearchSpace.Default.Select(_ => 1d)] })
        {
            Parameter sample = stage.SearchSpace.SampleFromFeatureSpace(at);
            var trainer = (DeepTrainer)stage.BuildFromOption(Ml, sample);
            Assert.AreSame(architecture, trainer.Architecture);
            Assert.AreEqual("Class", trainer.LabelColumnName);
            foreach (string name in sample.Keys)
                Assert.AreEqual(sample[name].ToString()!.Trim('"'), Text(trainer.Options, name), name);
        }
    }

    [TestMethod]
    public void Defaults_hold_for_what_is_not_searched_and_say_where_the_search_begins()
    {
        var defaults = new MlpOptions { MaxEpochs = 3, LearningRate = 2e-3, Patience = 4, Seed = 5 };
        SweepableEstimator stage = Ml.Deep().Regression.Sweepable("mlp", defaults: defaults, space: new Space { ["Dropout"] = new UniformDoubleOption(0, 0.4, false, 0.25) });
        var built = (MlpOptions)((DeepTrainer)stage.BuildFromOption(Ml, stage.Parameter)).Options;
        Assert.AreEqual((3, 2e-3, 4, 5, 0.25), (built.MaxEpochs, built.LearningRate, built.Patience, built.Seed, built.Dropout));

        Space searched = DeepSearchSpace.Of("mlp", defaults);
        Parameter start = searched.SampleFromFeatureSpace(searched.Default);
        Assert.AreEqual(2e-3, start["LearningRate"].AsType<double>(), 1e-9);
        Assert.AreEqual(10, start["MaxEpochs"].AsType<int>(), "the low end: 3 is below it");
        Assert.AreEqual(3, defaults.MaxEpochs);
    }

    [TestMethod]
    public void The_class_of_the_options_names_the_architecture_too()
    {
        var space = new SearchSpace<MlpOptions>(new MlpOptions { Patience = 4, Quantiles = [0.1, 0.9] });
        SweepableEstimator stage = Ml.Deep().Regression.Sweepable("Label", ["A"], space);
        var trainer = (DeepTrainer)stage.BuildFromOption(Ml, stage.Parameter);

        Assert.AreEqual("mlp", trainer.Architecture.Key);
        Assert.AreEqual(4, trainer.Options.Patience);
        Assert.AreSequenceEqual([0.1, 0.9], trainer.Options.Quantiles);
        Assert.AreEqual(30, stage.SearchSpace.SampleFromFeatureSpace(stage.SearchSpace.Default)["MaxEpochs"].AsType<int>(), 1);
        Assert.AreEqual("mlp", ((DeepTrainer)Ml.Deep().BinaryClassification.Sweepable<MlpOptions>().BuildFromOption(Ml, Parameter.CreateNestedParameter())).Architecture.Key);
    }

    [TestMethod]
    public void Each_task_makes_trainers_of_its_own()
    {
        TrainerOptions options = ArchitectureRegistry.Get("mlp").CreateSmallOptions();
        (options.MaxEpochs, options.Threads) = (1, 1);
        IDataView rows = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => new BinaryRow { Label = i % 2 == 0, A = i, B = i }));
        DataViewSchema Scored(DeepTaskCatalog catalog, string label) =>
            catalog.Sweepable("mlp", label, ["A"], options, []).BuildFromOption(new MLContext(2), Parameter.CreateNestedParameter()).Fit(rows).Transform(rows).Schema;

        Assert.IsNotNull(Scored(Ml.Deep().BinaryClassification, "Label").GetColumnOrNull("Probability"));
        Assert.IsNull(Scored(Ml.Deep().Regression, "B").GetColumnOrNull("Probability"));
    }

    [TestMethod]
    public void What_is_wrong_is_said_at_the_door()
    {
        DeepMulticlassCatalog catalog = Ml.Deep().MulticlassClassification;
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => catalog.Sweepable("mpl")).Message, "There is no architecture 'mpl'. Known: ");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => catalog.Sweepable("mlp", defaults: new CnnOptions())).Message, "MlpOptions");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => DeepSearchSpace.Of("mlp", new CnnOptions())).Message, "MlpOptions, but was given CnnOptions");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => catalog.Sweepable<TrainerOptions>()).Message, "No architecture takes TrainerOptions. Valid: ");
        SweepableEstimator stage = catalog.Sweepable("mlp", space: new Space { ["Widht"] = new UniformIntOption(1, 2), ["LearningRate"] = new UniformDoubleOption(-1, 0) });
        string message = Assert.Throws<ArgumentException>(() => stage.BuildFromOption(Ml, stage.Parameter)).Message;
        StringAssert.Contains(message, "MlpOptions has no option 'Widht'.");
        StringAssert.Contains(message, "LearningRate must be above 0, but was -1.");
    }

    // What is no matter of a search must be said: which columns a network over several inputs takes.
    private static TrainerOptions? Defaults(Architecture architecture)
    {
        if (architecture.CreateOptions() is not CombinedTrainerOptions combined)
            return null;
        combined.Parts = [new("A", new TextCnnOptions()), new("B", new TextCnnOptions())];
        return combined;
    }

    private static string[]? Features(Architecture architecture) => architecture.InputKind.TakesSeveralColumns ? null : ["Image"];

    private static double Number(object? value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(TrainerOptions options, string name) => options.GetType().GetProperty(name)!.GetValue(options) switch
    {
        bool flag => flag ? "true" : "false",
        double number => Parameter.FromDouble(number).ToString()!,
        var value => FormattableString.Invariant($"{value}"),
    };

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float A { get; set; }

        public float B { get; set; }
    }
}
