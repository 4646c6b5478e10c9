using System.Globalization;

namespace MLNetDeep.Files.Tests;

/// <summary>What columns are found to hold, what is said of it, and what can be stated.</summary>
[TestClass]
public sealed class KindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("1.5|2e3|-7", ColumnKind.Number, "1.5 2000 -7")]
    [DataRow("1|NA|?|inf|3", ColumnKind.Number, "1 _ _ _ 3")]
    [DataRow("$1,087.36|$2.50|€3", ColumnKind.Number, "1087.36 2.5 3")]
    [DataRow("43.40%|5 %|7%", ColumnKind.Number, "43.4 5 7")]
    [DataRow("1.234,5|2,5|1.000", ColumnKind.Number, "1234.5 2.5 1000")]
    [DataRow("1 234,5|2,5|(3,5)", ColumnKind.Number, "1234.5 2.5 -3.5")]
    [DataRow("1,234|12,345|7", ColumnKind.Number, "1234 12345 7")]
    [DataRow("01001|1001|02134", ColumnKind.Category, "01001 1001 02134")]
    [DataRow("A17|12|13|12", ColumnKind.Category, "A17 12 13 12")]
    [DataRow("yes|no|yes|NA", ColumnKind.Flag, "yes no yes _")]
    [DataRow("none|few|none|NA", ColumnKind.Category, "none few none NA")]
    [DataRow("2024-01-31|2023-12-01|NA", ColumnKind.Date, "2024-01-31T00:00:00 2023-12-01T00:00:00 _")]
    [DataRow("2024-01-31T10:20:30Z|2023-12-01T00:00:01.5+02:00", ColumnKind.Date, "2024-01-31T10:20:30 2023-12-01T00:00:01")]
    [DataRow("31.1.2024 10:20|1.12.2023 07:00", ColumnKind.Date, "2024-01-31T10:20:00 2023-12-01T07:00:00")]
    [DataRow("1/31/2024|12/1/2023", ColumnKind.Date, "2024-01-31T00:00:00 2023-12-01T00:00:00")]
    [DataRow("9:05|23:59:30|00:00", ColumnKind.Date, "2000-01-01T09:05:00 2000-01-01T23:59:30 2000-01-01T00:00:00")]
    [DataRow("31/1/2024|1/12/2023", ColumnKind.Date, "2024-01-31T00:00:00 2023-12-01T00:00:00")]
    public void The_kind_is_found(string values, ColumnKind kind, string read)
    {
        var file = Open(values);
        Assert.AreEqual(kind, file.Column("x").Kind);
        Assert.AreEqual(read, Rows.Column(file, "x"));
    }

    [TestMethod]
    public void Words_for_missing_are_told_and_can_be_stated()
    {
        StringAssert.Contains(Rows.Notes(Open("1|NA|NA|?|3")), "Column 'x': 'NA' (2 times), '?' are treated as missing, first in line 3");
        var file = Open("1|99|3|NA|4", new TableFileOptions { MissingWords = ["99", "NA"] });
        Assert.AreEqual("1 _ 3 _ 4", Rows.Column(file, "x"));
        Assert.AreEqual("_ few", Rows.Column(Open("none|few", new TableFileOptions { MissingWords = ["none"] }), "x"));
    }

    [TestMethod]
    public void One_odd_word_among_many_numbers_is_missing_and_named()
    {
        var file = Open(string.Join('|', Enumerable.Range(0, 300).Select(i => (i * 1.37).ToString(CultureInfo.InvariantCulture)).Append("n.d.")));
        Assert.AreEqual(ColumnKind.Number, file.Column("x").Kind);
        StringAssert.Contains(Rows.Notes(file), "line 302 holds 'n.d.': it is treated as missing");
    }

    [TestMethod]
    public void Codes_that_come_late_make_a_category()
    {
        var file = Open(string.Join('|', Enumerable.Range(0, 12_000).Select(i => (i % 50).ToString(CultureInfo.InvariantCulture)).Concat(["A17", "B17"])));
        Assert.AreEqual(ColumnKind.Category, file.Column("x").Kind);
        StringAssert.Contains(Rows.Notes(file), "but line 12002 holds 'A17': it is a category of 52 values");
        Assert.AreEqual(ColumnKind.Number, Open(string.Join('|', Enumerable.Range(0, 300).Select(i => $"{i % 50}").Append("A17")), new TableFileOptions { SampleRows = 100 }).Column("x").Kind);
    }

    [TestMethod]
    public void Numbers_that_leave_the_decimal_sign_open_follow_the_file_and_are_told()
    {
        var file = Open("3,462|6,397");
        Assert.AreEqual("3462 6397", Rows.Column(file, "x"));
        StringAssert.Contains(Rows.Notes(file), "3,462 is read as 3462; with a decimal comma it would be 3.462: then set DecimalSign");
        Assert.AreEqual("3.462 6.397", Rows.Column(Open("3,462|6,397", new TableFileOptions { DecimalSign = DecimalSign.Comma }), "x"));
    }

    [TestMethod]
    public void Decimal_points_and_commas_in_one_column_are_told()
    {
        StringAssert.Contains(Rows.Notes(Open("1.5|2,25|3.25|1,5")), "with a decimal point ('1.5' in line 2) and with a decimal comma ('2,25' in line 3): it is a category");
        var file = Open("1.5|2,25|3.25", new TableFileOptions { Kinds = new Dictionary<string, ColumnKind> { ["x"] = ColumnKind.Number } });
        Assert.AreEqual("1.5 _ 3.25", Rows.Column(file, "x"));
        StringAssert.Contains(Rows.Notes(file), "line 3 holds '2,25': it is treated as missing");
    }

    [TestMethod]
    public void A_stated_kind_wins()
    {
        var kinds = new TableFileOptions { Kinds = new Dictionary<string, ColumnKind> { ["x"] = ColumnKind.Category } };
        Assert.AreEqual("1 2 1", Rows.Column(Open("1|2|1", kinds), "x"));
        kinds = new TableFileOptions { Kinds = new Dictionary<string, ColumnKind> { ["x"] = ColumnKind.Number } };
        Assert.AreEqual("1 _ 7", Rows.Column(Open("01|B2|007", kinds), "x"));
        kinds = new TableFileOptions { Kinds = new Dictionary<string, ColumnKind> { ["x"] = ColumnKind.Date }, DateFormats = new Dictionary<string, string> { ["x"] = "yyyyMMdd" } };
        Assert.AreEqual("2024-01-31T00:00:00 _", Rows.Column(Open("20240131|NA", kinds), "x"));
    }

    [TestMethod]
    public void A_kind_of_a_column_that_is_not_there_is_refused() => StringAssert.Contains(
        Assert.ThrowsExactly<TableFileException>(() => Open("1|2", new TableFileOptions { Kinds = new Dictionary<string, ColumnKind> { ["z"] = ColumnKind.Number } })).Message, "no column 'z', whose kind is stated");

    [TestMethod]
    public void Numbers_with_and_without_a_percent_sign_are_named()
    {
        StringAssert.Contains(Rows.Notes(Open("43%|0.5|12%|7")), "Column 'x': 2 of 4 numbers have a percent sign");
        Assert.IsFalse(Rows.Notes(Open("43%|5%|12%|7 %")).Contains("of 4 numbers", StringComparison.Ordinal));
        StringAssert.Contains(Rows.Notes(Open("(0)|(5)|3|7")), "(0) is read as 0.");
    }

    [TestMethod]
    public void Seconds_since_1970_are_dates_where_the_name_says_so_and_else_keep_their_differences()
    {
        var file = TableFile.Open(_folder.Write("t.csv", "created_at,big", "1700000000,1700000000", "1700000001,1700000001"));
        Assert.AreEqual("2023-11-14T22:13:20 2023-11-14T22:13:21", Rows.Column(file, "created_at"));
        Assert.AreEqual("1700000000 1700000001", Rows.Column(file, "big"));
    }

    [TestMethod]
    public void What_nothing_can_be_learnt_from_is_marked()
    {
        string[] lines = [.. Enumerable.Range(0, 30).Select(i => $"{i},{i % 3},{i % 3},5,,u{i * 7},{(i * 37) % 101}")];
        var file = TableFile.Open(_folder.Write("t.csv", [",a,copy,constant,empty,user,customer_id", .. lines]));
        Assert.AreEqual("it counts the rows|-|it is a copy of 'a'|it is '5' in every row|it is empty|it has a value of its own for every row|it has a number of its own for every row",
            string.Join('|', file.Columns.Select(c => c.Useless ?? "-")));
    }

    [TestMethod]
    public void Sentences_are_text()
    {
        var file = Open(string.Join('|', Enumerable.Range(0, 40).Select(i => $"this is remark number {i} of them")));
        Assert.AreEqual(ColumnKind.Text, file.Column("x").Kind);
    }

    [TestMethod]
    public void Another_file_is_read_by_the_layout()
    {
        var layout = TableLayout.FromJson(TableFile.Open(_folder.Write("a.csv", "n;zip;when", "1,5;01001;31.1.2024", "2,5;1001;1.2.2024")).Layout.ToJson());
        var file = TableFile.Open(_folder.Write("b.csv", "more,when,zip,n", "x,1.2.2024,7,\"3,5\"", "x,NA,8,seven"), layout);
        Assert.AreEqual("3.5 _", Rows.Column(file, "n"));
        Assert.AreEqual("7 8", Rows.Column(file, "zip"));
        Assert.AreEqual("2024-02-01T00:00:00 _", Rows.Column(file, "when"));
        StringAssert.Contains(Rows.Notes(file), "Column 'n' is numeric, but line 3 holds 'seven': it is treated as missing.");
    }

    // The second column holds off one-column rules such as blank lines.
    private TableFile Open(string values, TableFileOptions? options = null) =>
        TableFile.Open(_folder.Write("t.csv", ["x,other", .. values.Split('|').Select((v, i) => $"\"{v}\",o{i % 2}")]), options);
}
