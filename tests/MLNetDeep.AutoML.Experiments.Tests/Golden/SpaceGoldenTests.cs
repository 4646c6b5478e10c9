using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using static MLNetDeep.AutoML.Experiments.Tests.Golden.SpaceClasses;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>Search spaces and their options do what they were seen to do.</summary>
[TestClass]
public sealed class SpaceGoldenTests
{
    private static readonly GoldenFile File = new("searchspace.json");

    private static readonly Dictionary<string, (Func<Space> Make, Func<Parameter, object>? Typed)> Spaces = new()
    {
        ["ranges"] = (() => new SearchSpace<SsRanges>(), p => p.AsType<SsRanges>()),
        ["log_ranges"] = (() => new SearchSpace<SsLog>(), p => p.AsType<SsLog>()),
        ["choices"] = (() => new SearchSpace<SsChoices>(), p => p.AsType<SsChoices>()),
        ["nested"] = (() => new SearchSpace<SsNested>(), p => p.AsType<SsNested>()),
        ["nested_default_object"] =
            (() => new SearchSpace<SsNested>(new SsNested { Alpha = 3, Inner = new SsInner { Rate = 0.5f, Kind = "b" }, Untouched = 42 }), p => p.AsType<SsNested>()),
        ["ranges_default_object"] = (() => new SearchSpace<SsRanges>(new SsRanges { I = 7, F = 0.25f, D = -1.5 }), p => p.AsType<SsRanges>()),
        ["fields_and_properties"] = (() => new SearchSpace<SsMixed>(), p => p.AsType<SsMixed>()),
        ["range_default_outside"] = (() => new SearchSpace<SsBad>(), p => p.AsType<SsBad>()),
        ["empty"] = (() => new SearchSpace<EmptyClass>(), p => p.AsType<EmptyClass>()),
        ["dynamic_space"] = (Dynamic, null),
    };

    private static readonly Dictionary<string, Func<OptionBase>> Options = new()
    {
        ["int_option"] = () => new UniformIntOption(0, 10),
        ["int_option_log"] = () => new UniformIntOption(1, 1024, true),
        ["int_option_log_default"] = () => new UniformIntOption(1, 1024, true, 32),
        ["int_option_negative"] = () => new UniformIntOption(-3, 3, false, 0),
        ["int_option_log_zero"] = () => new UniformIntOption(0, 8, true),
        ["int_option_one_value"] = () => new UniformIntOption(4, 4),
        ["int_option_crossed"] = () => new UniformIntOption(5, 1),
        ["int_option_outside"] = () => new UniformIntOption(0, 10),
        ["double_option"] = () => new UniformDoubleOption(-1, 1),
        ["double_option_log"] = () => new UniformDoubleOption(1e-4, 1, true, 0.01),
        ["double_option_default_outside"] = () => new UniformDoubleOption(0, 1, false, 5),
        ["double_option_outside"] = () => new UniformDoubleOption(-1, 1),
        ["single_option"] = () => new UniformSingleOption(0, 2),
        ["single_option_log"] = () => new UniformSingleOption(0.001f, 10f, true),
        ["choice_option"] = () => new ChoiceOption("a", "b", "c"),
        ["choice_option_default"] = () => new ChoiceOption(["a", "b", "c"], "c"),
        ["choice_option_one"] = () => new ChoiceOption("a"),
        ["choice_option_numbers"] = () => new ChoiceOption(1, 2.5, 3f, true),
        ["choice_option_bad_default"] = () => new ChoiceOption(["a", "b"], "z"),
        ["choice_option_repeated"] = () => new ChoiceOption("a", "a"),
        ["choice_option_empty"] = () => new ChoiceOption(),
    };

    public static IEnumerable<object[]> SpaceNames => Spaces.Keys.Select(name => new object[] { name });

    public static IEnumerable<object[]> OptionNames => Options.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(SpaceNames))]
    public void A_space_samples_as_recorded(string name)
    {
        var (make, typed) = Spaces[name];
        Space space = make();
        Compare(name, new
        {
            keys = space.Keys.Order(StringComparer.Ordinal),
            featureSpaceDim = space.FeatureSpaceDim,
            @default = space.Default,
            step = space.Step,
            defaultParameter = Json(space.SampleFromFeatureSpace(space.Default)),
            samples = Samples(name, at => Sample(space, space.SampleFromFeatureSpace([.. space.Default.Select(_ => at)]), typed)),
        });
    }

    [TestMethod]
    [DynamicData(nameof(OptionNames))]
    public void An_option_samples_as_recorded(string name)
    {
        OptionBase option = Options[name]();
        Compare(name, new
        {
            featureSpaceDim = option.FeatureSpaceDim,
            step = option.Step,
            @default = option.Default,
            samples = Samples(name, at => Cases.Try("Sample", () => Of(option, option.SampleFromFeatureSpace([at])))),
        });
        if (option is UniformNumericOption range)
            Compare(name, new { min = range.Min, max = range.Max, logBase = range.LogBase });
    }

    [TestMethod]
    public void A_space_says_what_it_lacks() => Compare("dynamic_space", new Dictionary<string, object>
    {
        ["sample [0, 0.5, 0.25, 1]"] = Dynamic().SampleFromFeatureSpace([0, 0.5, 0.25, 1]).ToString(),
        ["too short"] = Cases.Try("Sample", () => Dynamic().SampleFromFeatureSpace([0])),
        ["too long"] = Dynamic().SampleFromFeatureSpace(new double[9]).ToString(),
        ["map of a parameter that lacks a key"] = Cases.Try("Map", () => Dynamic().MappingToFeatureSpace(Parameter.CreateNestedParameter())),
        ["duplicate add"] = Cases.Try("Add", () =>
        {
            Dynamic().Add("a", new ChoiceOption("x"));
            return "added";
        }),
    });

    private static Space Dynamic() => new()
    {
        { "b", new UniformIntOption(0, 4) },
        { "a", new ChoiceOption("x", "y") },
        { "n", new Space { { "z", new UniformDoubleOption(0, 1) }, { "c", new UniformSingleOption(0, 1) } } },
    };

    private static object Sample(Space space, Parameter sample, Func<Parameter, object>? typed) =>
        new { json = JsonSerializer.Serialize(sample), mappedBack = space.MappingToFeatureSpace(sample), asType = typed?.Invoke(sample) };

    private static object Of(OptionBase option, Parameter sample) => new { value = Json(sample), parameterType = sample.ParameterType, mappedBack = option.MappingToFeatureSpace(sample) };

    private static object[] Samples(string name, Func<double, object> sample) =>
        [.. File[name]["expected"]!["samples"]!.AsArray().Select(s => (double)s!["feature"]!).Select(at => new { feature = at, result = sample(at) })];

    private static JsonNode? Json(Parameter parameter) => JsonNode.Parse(parameter.ToString()!);

    private static void Compare(string name, object actual) => Assert.IsNull(GoldenFile.Difference(File[name]["expected"], GoldenFile.Node(actual), isPart: true), name);
}
