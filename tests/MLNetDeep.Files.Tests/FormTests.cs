using System.IO.Compression;
using System.Text;

namespace MLNetDeep.Files.Tests;

/// <summary>Delimited text as people write it: what is found of its form, and that no record is lost.</summary>
[TestClass]
public sealed class FormTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("a,b,c\n1,2,3", ',')]
    [DataRow("a\tb, c\td\n1\t2\t3", '\t')]
    [DataRow("a;b;c, d\n1;2;3", ';')]
    [DataRow("a|b\n1|2", '|')]
    [DataRow("\"a;b;c\",d\n1,2", ',', DisplayName = "quoted separators do not count")]
    [DataRow("1 2 3\n4 5 6", ' ')]
    [DataRow("first name,age,home town\na b,1,c d", ',', DisplayName = "blanks inside fields do not count")]
    [DataRow("1,5;2,5\n3,5;4,5", ';', DisplayName = "decimal commas are no separators")]
    [DataRow("sep=|\na|b,c\n1|2,3", '|', DisplayName = "a spreadsheet's hint")]
    [DataRow("alone\n1", ',')]
    public void The_separator_is_found(string text, char expected) => Assert.AreEqual(expected, Open(text).Source.Separator);

    [TestMethod]
    public void A_stated_separator_wins() => Assert.AreEqual("A,x B,y", Rows.Names(Open("A,x#B,y\n1#2\n3#4", new TableFileOptions { Separator = '#' })));

    [TestMethod]
    [DataRow("Kind,Height\ncat,1.5\ndog,2", "Kind Height")]
    [DataRow("cat;1\ndog;2", "Column1 Column2", DisplayName = "a number in the first line")]
    [DataRow("e,x,s\np,f,y\ne,x,s\np,f,y\ne,f,s", "Column1 Column2 Column3", DisplayName = "letters that come again")]
    [DataRow("color,shape,kind\nred,round,a\nblue,flat,b\nred,flat,a", "color shape kind", DisplayName = "words that name others")]
    [DataRow("2019,2020\n1,2\n3,4", "Column1 Column2")]
    [DataRow("name\nAnna\nBert\nCarl\nDora", "name")]
    [DataRow("7,NA\n1,2\n3,4\n5,6", "Column1 Column2", DisplayName = "a missing value is no name")]
    public void The_header_is_found(string text, string names) => Assert.AreEqual(names, Rows.Names(Open(text)));

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public void A_header_below_a_spreadsheets_hint_is_found(string end)
    {
        var file = Open(string.Join(end, "sep=;", "x;y", "1;a", "2;b", "3;a", "4;a", "5;b"));
        Assert.AreEqual("x y", Rows.Names(file));
        Assert.AreEqual(5, file.Rows);
        Assert.IsFalse(file.Notes.Any(n => n.Contains("left out", StringComparison.Ordinal)), "a hint is no title");
    }

    [TestMethod]
    public void A_header_is_as_stated()
    {
        Assert.IsFalse(Open("e,x\np,f\ne,x\np,f", new TableFileOptions { HasHeader = false }).Notes.Any(n => n.Contains("No header was found", StringComparison.Ordinal)), "what was stated was not found");
        Assert.AreEqual("2019 2020", Rows.Names(Open("2019,2020\n1,2\n3,4", new TableFileOptions { HasHeader = true })));
        Assert.AreEqual(3, Open("a,b\n1,2\n3,4", new TableFileOptions { HasHeader = false }).Rows);
    }

    [TestMethod]
    public void Other_files_are_read_with_what_was_stated_of_the_first_where_they_leave_it_open()
    {
        // A separator that is none of the usual ones, an encoding that no mark tells, and no header.
        var first = TableFile.Open(Write("大^b\n1^a, x\n2^b, y\n", "shift_jis"), new TableFileOptions { Separator = '^', Encoding = "shift_jis" });
        var later = TableFile.Open(Write("大^b\n3^a, x\n", "shift_jis"), TableLayout.FromJson(first.Layout.ToJson()));
        Assert.AreEqual("大 b", Rows.Names(later));
        Assert.AreEqual("a, x", Rows.Column(later, "b"));
        // What a file says itself counts more.
        Assert.AreEqual("a", Rows.Column(TableFile.Open(Write("大;b\n3;a\n", "utf-8"), first.Layout), "b"));

        var letters = Open("e,x\np,f\ne,x\np,f", new TableFileOptions { HasHeader = false });
        Assert.AreEqual(1, TableFile.Open(Write("p,x", "utf-8"), letters.Layout).Rows);
    }

    [TestMethod]
    public void A_packed_file_that_ends_early_is_refused_and_several_behind_each_other_are_read()
    {
        byte[] Packed(string text)
        {
            using var stream = new MemoryStream();
            using (var packer = new GZipStream(stream, CompressionMode.Compress, leaveOpen: true)) packer.Write(Encoding.UTF8.GetBytes(text));
            return stream.ToArray();
        }
        var path = _folder.File("p.csv.gz");
        var whole = Packed("a,b\n" + string.Join('\n', Enumerable.Range(0, 500).Select(i => $"{i * 7919 % 1000},{i % 3}")) + "\n");
        File.WriteAllBytes(path, whole);
        Assert.AreEqual(500, TableFile.Open(path).Rows);
        foreach (var cut in new[] { 1, 5, 9, 40, whole.Length / 2 })
        {
            File.WriteAllBytes(path, whole[..^cut]);
            StringAssert.Contains(Assert.ThrowsExactly<TableFileException>(() => TableFile.Open(path, new TableFileOptions { SkipBadRows = true })).Message, "cannot be read to its end");
        }
        File.WriteAllBytes(path, [.. whole, .. Packed("1,2\n3,4\n")]);
        Assert.AreEqual(502, TableFile.Open(path).Rows);
    }

    [TestMethod]
    [DataRow("[{\"a\": 1}, {\"a\": 2}]", "is a JSON array")]
    [DataRow("[\n {\n \"a\": 1}\n]", "is a JSON array")]
    [DataRow("{\n \"a\": 1\n}\n", "one object with values a line is expected")]
    public void Other_JSON_is_named(string text, string expected) => StringAssert.Contains(Error(text), expected);

    [TestMethod]
    public void Where_the_encoding_was_guessed_a_missing_column_says_so()
    {
        var file = TableFile.Open(Write("大,b\n1,2\n", "shift_jis"));
        StringAssert.EndsWith(Assert.ThrowsExactly<TableFileException>(() => file.Column("大")).Message, "The text is not UTF-8 and was read as windows-1252: for another encoding, set Encoding.");
    }

    [TestMethod]
    public void Line_breaks_separators_and_quotes_within_quotes_belong_to_the_field()
    {
        var file = Open("note,n\n\"two\nlines\",1\n\"a, b\",2\n\"say \"\"hi\"\"\",3\n5\" pipe,4\n");
        Assert.AreEqual(4, file.Rows);
        Assert.AreEqual("two\\nlines a, b say \"hi\" 5\" pipe", Rows.Column(file, "note"));
        Assert.AreEqual("1 2 3 4", Rows.Column(file, "n"));
    }

    [TestMethod]
    public void A_quote_that_is_never_closed_is_named_with_its_line() =>
        StringAssert.Contains(Error("a,b\n1,2\n3,\"4\n5,6\n7,8"), "line 3: a quote is opened that is never closed");

    [TestMethod]
    public void A_quote_that_swallows_lines_is_named_with_its_line() =>
        StringAssert.Contains(Error("a,b,c\n1,2,3\n\"4,5,6\n7,8,9\n1,2,3\n4\",5,6\n7,8,9"), "line 3 opens a quote that is closed only some whole lines later");

    [TestMethod]
    public void Hashes_and_slashes_are_data() => Assert.AreEqual("#1 //2 c", Rows.Column(Open("a,b\n#1,2\n//2,3\nc,4"), "a"));

    [TestMethod]
    public void Short_and_long_records_are_named_or_left_out()
    {
        const string Text = "a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3";
        StringAssert.Contains(Error(Text), "line 3 has 2 fields where 3 are expected; line 4 has 4 fields where 3 are expected. To skip such records, set SkipBadRows.");
        var file = Open(Text, new TableFileOptions { SkipBadRows = true });
        Assert.AreEqual(2, file.Rows);
        StringAssert.Contains(Rows.Notes(file), "2 records skipped: line 3");
    }

    [TestMethod]
    [DataRow("a,b\n1,2,\n3,4,", "a b", "1 3", DisplayName = "separators at the end of records")]
    [DataRow("a,b,\n1,2,\n3,4,", "a b Column3", "1 3", DisplayName = "and of the header")]
    [DataRow("\"x\",\"y\"\n\"1\",5,6\n\"2\",7,8", "x y", "5 7", DisplayName = "row names that the header does not count")]
    public void Headers_of_another_length_are_understood(string text, string names, string first)
    {
        var file = Open(text);
        Assert.AreEqual(names, Rows.Names(file));
        Assert.AreEqual(first, Rows.Column(file, file.Columns[0].Name));
    }

    [TestMethod]
    public void A_header_that_fits_nothing_is_refused() => StringAssert.Contains(Error("x,y\n1,5,6\n1,7,8"), "has 2 fields, but its records have 3");

    [TestMethod]
    public void Lines_before_the_table_and_repeated_headers_are_left_out_and_told()
    {
        var file = Open("report of March\n\na,b\n1,2\na,b\n3,4\n");
        Assert.AreEqual("1 3", Rows.Column(file, "a"));
        StringAssert.Contains(Rows.Notes(file), "The first line does not belong to the table");
        StringAssert.Contains(Rows.Notes(file), "1 record that repeats the header is skipped");
    }

    [TestMethod]
    public void Names_that_are_empty_or_come_twice_get_a_number()
    {
        var file = Open(",q,q,label\n7,1,2,3\n9,4,5,6");
        Assert.AreEqual("Column1 q q_2 label", Rows.Names(file));
        StringAssert.Contains(Rows.Notes(file), "Column 3 has the name 'q' of an earlier one: it is called 'q_2'.");
    }

    [TestMethod]
    [DataRow("utf-8", true)]
    [DataRow("utf-8", false)]
    [DataRow("utf-16", true)]
    [DataRow("utf-16", false)]
    [DataRow("utf-16BE", true)]
    [DataRow("windows-1252", false)]
    public void The_encoding_is_found(string name, bool hasMark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var path = _folder.File("e.csv");
        File.WriteAllBytes(path, [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Straße,Größe\nGänseweg,1\nÄhre,2\n")]);
        var file = TableFile.Open(path);
        Assert.AreEqual("Straße Größe", Rows.Names(file));
        Assert.AreEqual("Gänseweg Ähre", Rows.Column(file, "Straße"));
    }

    [TestMethod]
    public void Files_packed_or_in_parts_are_one_table()
    {
        using (var zip = new GZipStream(File.Create(_folder.File("p1.csv.gz")), CompressionLevel.Fastest)) zip.Write("a,b\n1,2\n"u8);
        using (var packed = File.Create(_folder.File("p2.csv.zst")))
        using (var zip = new ZstdSharp.CompressionStream(packed))
            zip.Write("b,a\n4,3\n"u8);
        var file = TableFile.Open(_folder.File("p*.csv.*"));
        Assert.AreEqual("1 3", Rows.Column(file, "a"));
        Assert.AreEqual("2 4", Rows.Column(file, "b"));
    }

    [TestMethod]
    public void Parts_with_other_columns_are_refused()
    {
        _folder.Write("p1.csv", "a,b", "1,2");
        _folder.Write("p2.csv", "a,c", "1,2");
        StringAssert.Contains(Assert.ThrowsExactly<TableFileException>(() => TableFile.Open(_folder.File("p*.csv"))).Message, "has other columns than");
    }

    [TestMethod]
    [DataRow("", "is empty")]
    [DataRow("\n  \n", "is empty")]
    [DataRow("A,B\n", "a header and no rows")]
    [DataRow("a\0b\0\0\0\u0001,\n", "bytes that are not text")]
    public void What_is_no_table_is_said(string text, string expected) => StringAssert.Contains(Error(text), expected);

    [TestMethod]
    public void A_file_that_is_not_there_is_said()
    {
        StringAssert.Contains(Assert.ThrowsExactly<TableFileException>(() => TableFile.Open(_folder.File("no.csv"))).Message, "There is no file");
        StringAssert.Contains(Assert.ThrowsExactly<TableFileException>(() => TableFile.Open(_folder.File("*.tsv"))).Message, "No file matches");
    }

    [TestMethod]
    public void A_missing_column_is_answered_with_those_there_are() =>
        StringAssert.Contains(Assert.ThrowsExactly<TableFileException>(() => Open("A,B\n1,2").Column("C")).Message, "has no column 'C'. It has A, B.");

    private string Error(string text) => Assert.ThrowsExactly<TableFileException>(() => Open(text)).Message;

    private TableFile Open(string text, TableFileOptions? options = null)
    {
        var path = _folder.File("t.csv");
        File.WriteAllText(path, text);
        return TableFile.Open(path, options);
    }

    private string Write(string text, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllBytes(_folder.File("w.csv"), Encoding.GetEncoding(encoding).GetBytes(text));
        return _folder.File("w.csv");
    }
}
