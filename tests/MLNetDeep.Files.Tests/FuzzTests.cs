using System.Text;
using CsvHelper;
using Microsoft.ML;
using MLNetDeep.Files.Profiling;
using MLNetDeep.Files.Reading;
using Parquet;
using Parquet.Schema;

namespace MLNetDeep.Files.Tests;

/// <summary>Broken files: either an error that names the file, or a table with every record in it or counted. 500 of them; 10,000 with MLNETDEEP_FULL=1.</summary>
[TestClass]
public sealed class FuzzTests : IDisposable
{
    private static readonly int _files = Environment.GetEnvironmentVariable("MLNETDEEP_FULL") == "1" ? 10_000 : 500;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Delimited_text()
    {
        var opened = 0;
        for (var seed = 0; seed < _files * 6 / 10; seed++)
        {
            var random = new Random(seed);
            if (Try(seed, "f.csv", Mutate(Text(random), random, random.Next(1, 8)), out var options)) opened++;
            CountRecords(seed, options);
        }
        Assert.IsGreaterThan(_files / 10, opened, "Hardly any file could be opened: the changes are too wild to try anything.");
    }

    [TestMethod]
    public void Json_lines()
    {
        for (var seed = 0; seed < _files * 2 / 10; seed++)
        {
            var random = new Random(seed);
            var lines = Enumerable.Range(0, 30).Select(i => $$"""{"a": {{i * 0.5}}, "b": "t{{i % 4}}", "c": null, "d": [{{i}}]}""");
            Try(seed, "f.jsonl", Mutate(Encoding.UTF8.GetBytes(string.Join('\n', lines)), random, random.Next(1, 6)), out _);
        }
    }

    [TestMethod]
    public async Task Parquet_files()
    {
        var (number, text) = (new DataField<double>("number", true), new DataField<string>("text"));
        var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(number, text), stream))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(number, Enumerable.Range(0, 200).Select(i => i % 7 == 0 ? (double?)null : i * 1.5).ToArray().AsMemory());
            await group.WriteAsync(text, Enumerable.Range(0, 200).Select(i => $"t{i % 9}").ToArray());
        }
        var whole = stream.ToArray();
        for (var seed = 0; seed < _files * 2 / 10; seed++)
        {
            var random = new Random(seed);
            var bytes = Mutate(whole, random, random.Next(1, 4));
            Try(seed, "f.parquet", [.. "PAR1"u8, .. bytes.AsSpan(Math.Min(4, bytes.Length))], out _);
        }
    }

    // Opens a file and reads it to its end; any other exception than the one for files fails the test.
    private bool Try(int seed, string name, byte[] bytes, out TableFileOptions options)
    {
        options = new TableFileOptions { SkipBadRows = seed % 2 == 0 };
        File.WriteAllBytes(_folder.File(name), bytes);
        try
        {
            var file = TableFile.Open(_folder.File(name), options);
            var view = new MLContext().Data.LoadTable(file);
            using var cursor = view.GetRowCursor(view.Schema);
            var rows = 0L;
            while (cursor.MoveNext()) rows++;
            Assert.AreEqual(file.Rows, rows, $"seed {seed}");
            TableDescription.Of(file);
            Assert.AreEqual(file.Rows, TableFile.Open(_folder.File(name), file.Layout, options).Rows, $"seed {seed}, by its layout");
            return true;
        }
        catch (TableFileException e)
        {
            StringAssert.Contains(e.Message, name, $"seed {seed}");
            return false;
        }
        catch (Exception e) when (e is not UnitTestAssertException)
        {
            throw new AssertFailedException($"seed {seed}: {e}");
        }
    }

    // Rows in = rows taken + rows counted.
    private void CountRecords(int seed, TableFileOptions options)
    {
        var path = _folder.File("f.csv");
        DelimitedSource source;
        TableProfile profile;
        try
        {
            source = new DelimitedSource(InputFile.Resolve(path), options, null);
            profile = TableProfile.Of(source, options);
        }
        catch (TableFileException)
        {
            return;
        }
        var encoding = TextEncoding.Find(InputFile.Resolve(path)[0]);
        using var reader = CsvReader.Create(new StreamReader(path, encoding), Sample.Options(source.Separator!.Value, true) with { SkipEmptyLines = source.Names.Count > 1 });
        var records = 0L;
        while (reader.Read()) records++;
        var before = (source.HasHeader ? 1 : 0) + FormFinder.Find(InputFile.Resolve(path)[0], options, null).Preamble;
        Assert.AreEqual(records - before, profile.Rows + profile.Faults.Count + profile.Faults.Headers + profile.Faults.Blank, $"seed {seed}");
    }

    private static byte[] Text(Random random)
    {
        var separator = ",;\t|"[random.Next(4)];
        var text = new StringBuilder();
        if (random.Next(4) > 0) text.AppendJoin(separator, "id", "amount", "when", "note", "label").Append('\n');
        for (var i = 0; i < 40; i++)
        {
            var note = random.Next(6) switch { 0 => "\"two\nlines\"", 1 => "\"a \"\"b\"\"\"", 2 => "NA", 3 => "5\" pipe", 4 => "", _ => $"n{i % 5}" };
            text.AppendJoin(separator, i, (random.NextDouble() * 100).ToString("f2", System.Globalization.CultureInfo.InvariantCulture), $"2024-01-{1 + (i % 28):00}", note, i % 3 == 0 ? "yes" : "no").Append(random.Next(20) == 0 ? "\r\n" : "\n");
        }
        return random.Next(5) switch { 0 => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text.ToString())).ToArray(), 1 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], _ => Encoding.UTF8.GetBytes(text.ToString()) };
    }

    private static byte[] Mutate(byte[] bytes, Random random, int times)
    {
        List<byte> changed = [.. bytes];
        ReadOnlySpan<byte> odd = "\"\n\r,;\t\0é¤#\\'-."u8;
        for (var i = 0; i < times && changed.Count > 0; i++)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(6))
            {
                case 0: changed[at] = (byte)random.Next(256); break;
                case 1: changed.Insert(at, odd[random.Next(odd.Length)]); break;
                case 2: changed.RemoveRange(at, Math.Min(changed.Count - at, random.Next(1, 30))); break;
                case 3: changed.InsertRange(at, changed.GetRange(at, Math.Min(changed.Count - at, random.Next(1, 200)))); break;
                case 4: changed[at] = odd[random.Next(odd.Length)]; break;
                default: changed.RemoveRange(at, changed.Count - at > 1 && random.Next(5) == 0 ? changed.Count - at : 0); break;
            }
        }
        return [.. changed];
    }
}
