using MLNetDeep.Files.Reading;

namespace MLNetDeep.Files.Profiling;

/// <summary>One pass over a table: what its columns hold, and which records cannot be taken.</summary>
internal sealed class TableProfile
{
    private TableProfile(IReadOnlyList<ColumnProfile> columns) => Columns = columns;

    public IReadOnlyList<ColumnProfile> Columns { get; }

    public long Rows { get; private set; }

    public RecordFaults Faults { get; } = new();

    /// <summary>Reads the records, those of the sample into the profile of the columns.</summary>
    public static TableProfile Of(RecordSource source, TableFileOptions options)
    {
        Func<string, bool>? stated = options.MissingWords is { } words ? words.ToHashSet(StringComparer.Ordinal).Contains : null;
        var profile = new TableProfile([.. source.Names.Select(name => new ColumnProfile(name, stated))]);
        using var reader = source.Open(profile.Faults);
        while (reader.Read())
        {
            if (options.SampleRows is not { } most || profile.Rows < most)
                for (var i = 0; i < profile.Columns.Count; i++) profile.Columns[i].Add(reader.Field(i).Trim(), reader.Line);
            profile.Rows++;
        }
        return profile;
    }
}
