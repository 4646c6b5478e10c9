using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Tuning;

[TestClass]
public sealed class SpaceAdapterTests
{
    [TestMethod]
    public void Options_of_a_stage_are_there_where_the_way_goes_through_it()
    {
        SpaceAdapter adapter = SpaceAdapter.Of(Pipeline(Stage("Common"), Stage("A"), Stage("B")));

        Assert.AreSequenceEqual(["_SCHEMA_", "e0.Common", "e1.A", "e2.B"], adapter.Space.Select(h => h.Name));
        Assert.AreSequenceEqual(["e0 * e1", "e0 * e2"], ((ChoiceHyperparameter)adapter.Space[0]).Choices);
        Assert.IsNull(adapter.Space[1].Condition);
        Assert.AreEqual("_SCHEMA_", adapter.Space[2].Condition!.Parent);
        Assert.AreSequenceEqual(["e0 * e1"], adapter.Space[2].Condition!.Values);
        Assert.AreEqual("_SCHEMA_=e0 * e1, e0.Common=0.5, e1.A=0.5", adapter.Space.Defaults().ToString());
    }

    [TestMethod]
    public void A_configuration_becomes_a_parameter_that_the_pipeline_builds_from_and_comes_back()
    {
        SpaceAdapter adapter = SpaceAdapter.Of(Pipeline(Stage("Common"), Stage("A"), Stage("B")));
        Configuration configuration = adapter.Space.Draw(h => h is ChoiceHyperparameter ? "e0 * e2" : 0.25);

        Parameter parameter = adapter.Write(configuration);

        Assert.AreEqual("""{"_pipeline_":{"_SCHEMA_":"e0 * e2","e0":{"Common":0.25},"e1":{"A":0.5},"e2":{"B":0.25}}}""", parameter.ToString());
        Assert.AreEqual(configuration, adapter.Read(parameter));
        Assert.AreEqual(Configuration.Empty, adapter.Read(Parameter.CreateNestedParameter()));
    }

    [TestMethod]
    public void Every_kind_of_option_keeps_its_ends_its_default_and_its_type()
    {
        var source = new Space
        {
            ["Whole"] = new UniformIntOption(10, 100, false, 30),
            ["WholeLog"] = new UniformIntOption(16, 256, true, 65),
            ["Real"] = new UniformDoubleOption(1e-4, 1e-2, true, 1e-3),
            ["Single"] = new UniformSingleOption(0, 1, false, 0.5f),
            ["Choice"] = new ChoiceOption(["a", 2, 2.5, true], 2.5),
            ["OneValue"] = new UniformIntOption(4, 4),
            ["OneChoice"] = new ChoiceOption("only"),
            ["Outside"] = new UniformDoubleOption(0, 1, false, 5),
        };
        SpaceAdapter adapter = SpaceAdapter.Of(source);

        Assert.AreSequenceEqual(["Choice", "Outside", "Real", "Single", "Whole", "WholeLog"], adapter.Space.Select(h => h.Name));
        Configuration defaults = adapter.Space.Defaults();
        Assert.AreEqual(30, defaults["Whole"]);
        Assert.AreEqual(65, defaults["WholeLog"]);
        Assert.AreEqual(1e-3, (double)defaults["Real"], 1e-12);
        Assert.AreEqual(2.5, defaults["Choice"]);
        Assert.AreEqual(0.5, defaults["Outside"]);
        Assert.AreEqual("0.0001 to 0.01, log scale", adapter.Space[2].Allowed);

        Parameter parameter = adapter.Write(adapter.Space.Draw(h => h switch
        {
            ChoiceHyperparameter choice => choice.Choices[^1],
            IntegerHyperparameter whole => whole.Maximum,
            _ => ((RealHyperparameter)h).Maximum,
        }));
        Assert.AreEqual("""{"Choice":true,"OneChoice":"only","OneValue":4,"Outside":1,"Real":0.01,"Single":1,"Whole":100,"WholeLog":256}""", parameter.ToString());
    }

    [TestMethod]
    public void Options_of_a_kind_that_is_not_known_are_searched_as_points()
    {
        SpaceAdapter adapter = SpaceAdapter.Of(new Space { ["Pair"] = new Pair() });

        Assert.AreSequenceEqual(["Pair[0]", "Pair[1]"], adapter.Space.Select(h => h.Name));
        Configuration configuration = adapter.Space.Draw(h => h.Name == "Pair[0]" ? 0.25 : 0.75);
        Assert.AreEqual("""{"Pair":"0.25 0.75"}""", adapter.Write(configuration).ToString());
        Assert.AreEqual(configuration, adapter.Read(adapter.Write(configuration)));
    }

    private static Space Pipeline(SweepableEstimator first, params SweepableEstimator[] alternatives) => new() { ["_pipeline_"] = first.Append(alternatives).SearchSpace };

    private static SweepableEstimator Stage(string option) =>
        new((ml, _) => ml.Transforms.CopyColumns("Y", "X"), new Space { [option] = new UniformDoubleOption(0, 1, false, 0.5) });

    private sealed class Pair : OptionBase
    {
        public Pair() => Default = [0, 0];

        public override int FeatureSpaceDim => 2;

        public override int?[] Step => [null, null];

        public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromString(FormattableString.Invariant($"{values[0]} {values[1]}"));

        public override double[] MappingToFeatureSpace(Parameter value) =>
            [.. value.AsType<string>().Split(' ').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
    }
}
