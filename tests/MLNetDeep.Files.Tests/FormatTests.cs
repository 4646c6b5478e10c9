using Parquet;
using Parquet.Schema;

namespace MLNetDeep.Files.Tests;

/// <summary>JSON lines and Parquet.</summary>
[TestClass]
public sealed class FormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Json_lines_are_a_table_of_all_names()
    {
        var file = TableFile.Open(_folder.Write("a.jsonl", """{"a": 1.5, "b": "x", "c": null}""", "", """{"b": "y\nz", "d": true, "a": null}"""));
        Assert.AreEqual("a b c d", Rows.Names(file));
        Assert.AreEqual("1.5 _", Rows.Column(file, "a"));
        Assert.AreEqual("x y\\nz", Rows.Column(file, "b"));
        Assert.AreEqual("_ true", Rows.Column(file, "d"));
    }

    [TestMethod]
    public void Lines_that_are_no_objects_are_named() => StringAssert.Contains(
        Assert.ThrowsExactly<TableFileException>(() => TableFile.Open(_folder.Write("a.jsonl", """{"a": 1}""", """{"a": """, "[1]"))).Message, "line 2 is no JSON");

    [TestMethod]
    public async Task Parquet_keeps_types_and_missing_values()
    {
        var path = _folder.File("a.parquet");
        var (number, whole, text, flag, when) = (new DataField<double>("number", true), new DataField<long>("whole"), new DataField<string>("text"), new DataField<bool>("flag"), new DataField<DateTime>("when"));
        await using (var stream = File.Create(path))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(number, whole, text, flag, when), stream);
            for (var group = 0; group < 2; group++)
            {
                using var rows = writer.CreateRowGroup();
                await rows.WriteAsync<double>(number, new double?[] { 1.5 + group, null }.AsMemory());
                await rows.WriteAsync<long>(whole, new[] { 1700000000L, 1700000001L }.AsMemory());
                await rows.WriteAsync(text, new[] { "a", null });
                await rows.WriteAsync<bool>(flag, new[] { true, false }.AsMemory());
                await rows.WriteAsync<DateTime>(when, new[] { new DateTime(2024, 1, 31, 10, 0, 0, DateTimeKind.Utc), new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc) }.AsMemory());
            }
        }
        var file = TableFile.Open(path);
        Assert.AreEqual(4, file.Rows);
        Assert.AreEqual("1.5 _ 2.5 _", Rows.Column(file, "number"));
        Assert.AreEqual("1700000000 1700000001 1700000000 1700000001", Rows.Column(file, "whole"));
        Assert.AreEqual("a _ a _", Rows.Column(file, "text"));
        Assert.AreEqual("true false true false", Rows.Column(file, "flag"));
        Assert.AreEqual("2024-01-31T10:00:00 2024-02-01T00:00:00 2024-01-31T10:00:00 2024-02-01T00:00:00", Rows.Column(file, "when"));
    }

    [TestMethod]
    public void A_broken_Parquet_file_is_said()
    {
        File.WriteAllBytes(_folder.File("a.parquet"), [.. "PAR1"u8, .. new byte[200], .. "PAR1"u8]);
        StringAssert.Contains(Assert.ThrowsExactly<TableFileException>(() => TableFile.Open(_folder.File("a.parquet"))).Message, "no whole Parquet file");
    }
}
