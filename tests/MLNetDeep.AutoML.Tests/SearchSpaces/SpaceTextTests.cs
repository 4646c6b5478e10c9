using System.Text.Json.Nodes;
using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.SearchSpaces;

/// <summary>Search spaces as JSON, and the spaces of contenders.</summary>
[TestClass]
public sealed class SpaceTextTests
{
    [TestMethod]
    public void Every_space_of_the_registry_is_written_and_read()
    {
        foreach (Architecture architecture in ArchitectureRegistry.All)
        {
            SearchSpace space = Contender.Deep(architecture.Key).Space;
            Assert.IsNotEmpty(space, architecture.Key);
            SearchSpace read = SpaceText.Read((JsonObject)JsonNode.Parse(SpaceText.Write(space).ToJsonString())!);
            Assert.AreEqual(SpaceText.Write(space).ToJsonString(), SpaceText.Write(read).ToJsonString());
            Assert.AreEqual(space.Defaults(), read.Defaults());
        }
    }

    [TestMethod]
    public void A_space_is_narrowed_and_extended()
    {
        SearchSpace space = SpaceText.Read((JsonObject)JsonNode.Parse("""{"LearningRate": {"range": [0.001, 0.002]}, "Momentum": {"range": [0, 1], "integer": false, "default": 0.5}, "Width": {"choices": [64, 128]}}""")!,
            Contender.Deep("mlp").Space);
        var rate = (RealHyperparameter)space.First(h => h.Name == "LearningRate");
        Assert.AreEqual((0.001, 0.002, true), (rate.Minimum, rate.Maximum, rate.Log));
        Assert.AreEqual(0.5, space.First(h => h.Name == "Momentum").Default);
        Assert.IsInstanceOfType<ChoiceHyperparameter>(space.First(h => h.Name == "Width"));
        Assert.Contains(h => h.Name == "Dropout", space);
    }

    [TestMethod]
    [DataRow("""{"a": {"range": [1, 2], "step": 1}}""", "a: 'step' is unknown")]
    [DataRow("""{"a": {"range": [2, 1]}}""", "minimum <= maximum")]
    [DataRow("""{"a": {"range": [1]}, "b": {}}""", "b: either 'range' or 'choices'")]
    [DataRow("""{"a": {"range": [0, 1], "log": true}}""", "above 0")]
    [DataRow("""{"a": 5}""", "a: an object")]
    public void Faults_are_named(string json, string expected) =>
        StringAssert.Contains(Assert.Throws<FormatException>(() => SpaceText.Read((JsonObject)JsonNode.Parse(json)!)).Message, expected);

    [TestMethod]
    public void The_options_of_a_contender_are_there_with_it_alone()
    {
        var space = new JointSpace([Contender.Deep("mlp"), Contender.Deep("tabm")]);
        Configuration drawn = space.Space.Draw(h => h.Name == "contender" ? "tabm" : h.Default);
        Assert.IsFalse(drawn.Values.Keys.Any(k => k.StartsWith("mlp.", StringComparison.Ordinal)));
        (Contender contender, Configuration own) = space.Split(drawn);
        Assert.AreEqual("tabm", contender.Key);
        Assert.AreEqual(Contender.Deep("tabm").Space.Defaults(), own);
        Assert.IsEmpty(space.Space.Check(drawn));
    }

    [TestMethod]
    public void Portfolios_are_of_their_spaces()
    {
        DataViewSchema schema = new MLContext().Data.LoadFromEnumerable([new Columns()]).Schema;
        foreach (string task in PredictionTask.Keys)
        {
            foreach (FeatureColumns features in new[] { FeatureColumns.Of(schema, ["Amount"], []), FeatureColumns.Of(schema, null, [], "Photo"), FeatureColumns.Of(schema, null, [], null, ["Note"]) })
                Check(Contenders.Default(PredictionTask.Get(task), features));
        }

        static void Check(IReadOnlyList<Contender> contenders)
        {
            var space = new JointSpace(contenders);
            IReadOnlyList<Configuration> portfolio = Portfolio.For(space, contenders);
            Assert.IsGreaterThanOrEqualTo(contenders.Count, portfolio.Count);
            Assert.IsTrue(portfolio.All(c => space.Space.Check(c).Count == 0));
        }
    }

    private sealed class Columns
    {
        public float Amount { get; set; }

        public string Photo { get; set; } = "";

        public string Note { get; set; } = "";
    }
}
