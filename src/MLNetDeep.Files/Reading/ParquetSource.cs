using Parquet;
using Parquet.Schema;

namespace MLNetDeep.Files.Reading;

/// <summary>A table in Parquet files of the same columns. Lists, maps and structures are left out.</summary>
internal sealed class ParquetSource : RecordSource
{
    private readonly IReadOnlyList<InputFile> _files;
    private readonly List<string> _notes = [];

    public ParquetSource(IReadOnlyList<InputFile> files)
    {
        _files = files;
        Names = NamesOf(files[0], _notes);
        if (Names.Count == 0) throw new TableFileException($"'{files[0].Name}' has no columns of single values.");
        foreach (var file in files.Skip(1))
            if (!NamesOf(file, []).Order(StringComparer.Ordinal).SequenceEqual(Names.Order(StringComparer.Ordinal)))
                throw new TableFileException($"'{file.Name}' has other columns than '{files[0].Name}': {string.Join(", ", NamesOf(file, []).Take(20))} instead of {string.Join(", ", Names.Take(20))}.");
    }

    public override IReadOnlyList<string> Names { get; }

    public override IReadOnlyList<string> Notes => _notes;

    public override RecordReader Open(RecordFaults? faults) => new ParquetRecords(_files, Names);

    /// <summary>Calls the library, whose exceptions for broken files are many.</summary>
    internal static T Guard<T>(InputFile file, Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not TableFileException)
        {
            throw new TableFileException($"'{file.Name}' is no whole Parquet file: {e.Message}", e);
        }
    }

    /// <summary>Opens a file. The library wants to seek: a packed one is unpacked into memory.</summary>
    internal static async Task<ParquetReader> OpenReader(InputFile file)
    {
        var stream = file.Open();
        if (!stream.CanSeek)
        {
            var whole = new MemoryStream();
            await using (stream) await stream.CopyToAsync(whole).ConfigureAwait(false);
            whole.Position = 0;
            stream = whole;
        }
        return await ParquetReader.CreateAsync(stream, new ParquetOptions { TreatByteArrayAsString = true }, leaveStreamOpen: false).ConfigureAwait(false);
    }

    /// <summary>The columns of single values.</summary>
    internal static IEnumerable<DataField> Fields(ParquetSchema schema) => schema.Fields.OfType<DataField>().Where(f => !f.IsArray);

    private static string[] NamesOf(InputFile file, List<string> notes) => Guard(file, async () =>
    {
        var reader = await OpenReader(file).ConfigureAwait(false);
        await using (reader)
        {
            DataField[] fields = [.. Fields(reader.Schema)];
            string[] left = [.. reader.Schema.Fields.Select(f => f.Name).Except(fields.Select(f => f.Name))];
            if (left.Length > 0) notes.Add($"Ignored, because they hold lists, maps or structures: {string.Join(", ", left)}.");
            return ColumnNames.Distinct([.. fields.Select(f => f.Name)], notes);
        }
    });
}
