using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Tests.Data;

[TestClass]
public class InputColumnsTests
{
    private readonly TemporaryFolder _folder = new();
    private TableFile _file = null!;

    [TestInitialize]
    public void Write() =>
        _file = TableFile.Open(_folder.Write("a.csv", "Label,p0,p1,p2,Town,Photo", "1,1,2,3,Bonn,a.jpg", "2,4,5,6,Ulm,b.jpg"));

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void All_numbers_but_the_label_are_features_when_none_are_named()
    {
        InputColumns columns = InputColumns.Choose(_file, "Label", new ColumnWishes(null, null, [], null));
        Assert.AreEqual("p0 p1 p2", string.Join(' ', columns.Numeric));
        Assert.IsEmpty(columns.Categories);
    }

    [TestMethod]
    public void Networks_for_tables_take_text_unasked()
    {
        InputColumns columns = InputColumns.Choose(_file, "Label", new ColumnWishes(null, null, [], "table"));
        Assert.AreEqual("Town Photo", string.Join(' ', columns.Categories));
        Assert.AreEqual("p0 p1 p2 Town Photo", string.Join(' ', columns.FeaturesFor(ArchitectureRegistry.Get("mlp"))));
        Assert.AreEqual("Features", columns.FeaturesFor(ArchitectureRegistry.Get("cnn")).Single());
    }

    [TestMethod]
    [DataRow("p1,p0,p1", "p1 p0")]
    [DataRow("p0..p2", "p0 p1 p2")]
    [DataRow("p*", "p0 p1 p2")]
    public void Features_are_names_ranges_and_patterns(string features, string expected) =>
        Assert.AreEqual(expected, string.Join(' ', InputColumns.Choose(_file, "Label", new ColumnWishes(null, null, [features], null)).Numeric));

    [TestMethod]
    public void A_named_text_column_is_a_category() =>
        Assert.AreEqual("Town", InputColumns.Choose(_file, "Label", new ColumnWishes(null, null, ["p0,Town"], null)).Categories.Single());

    [TestMethod]
    public void An_image_column_stands_alone()
    {
        InputColumns columns = InputColumns.Choose(_file, "Town", new ColumnWishes("Photo", null, [], null));
        Assert.AreEqual("Photo", columns.Feature);
        Assert.IsEmpty(columns.Numeric);
    }

    [TestMethod]
    [DataRow("Label", null, "Label,p0", "names the label column")]
    [DataRow("Label", null, "q*", "no column of")]
    [DataRow("Label", null, "p2..p0", "stands after the last")]
    [DataRow("Label", "p0", "", "paths of images are expected")]
    [DataRow("Nothing", null, "p0", "no column 'Nothing'")]
    public void Wrong_columns_are_refused(string label, string? image, string features, string expected)
    {
        string[] named = features.Length > 0 ? [features] : [];
        var e = Assert.Throws<Exception>(() => InputColumns.Choose(_file, label, new ColumnWishes(image, null, named, null)));
        Assert.IsTrue(e is CommandException or TableFileException, e.ToString());
        StringAssert.Contains(e.Message, expected);
    }
}
