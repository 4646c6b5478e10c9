using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column of a text file with its fields worked out.</summary>
/// <remarks>A segment is the first and last field of a range; the last is -1 for "to the end of each line".</remarks>
internal sealed record TextColumn(string Name, PrimitiveDataViewType ItemType, bool IsVector, (int Min, int Max)[] Segments)
{
    // As many lines as are read to find out how long a line is.
    private const int SampleLines = 100;

    public bool IsVariable => Segments.Any(s => s.Max < 0);

    /// <summary>The number of fields, or 0 where it differs from line to line.</summary>
    public int Size => IsVariable ? 0 : Segments.Sum(s => s.Max - s.Min + 1);

    public DataViewType Type => IsVector ? new VectorDataViewType(ItemType, Size) : ItemType;

    /// <summary>The fields in order. Only for columns of a fixed size.</summary>
    public IEnumerable<int> Fields => Segments.SelectMany(s => Enumerable.Range(s.Min, s.Max - s.Min + 1));

    /// <summary>Works out the columns of a loader. The sample says how long a line is, where a column needs that.</summary>
    public static TextColumn[] Resolve(TextLoader.Options options, IMultiStreamSource? sample)
    {
        TextLoader.Column[] columns = options.Columns is { Length: > 0 } given ? given : DefaultColumns();
        var width = new Lazy<int>(() => options.InputSize ?? WidthOf(sample, options));
        return columns.Select((c, i) => Resolve(c, i, columns, width)).ToArray();
    }

    private static TextLoader.Column[] DefaultColumns() =>
    [
        new TextLoader.Column("Label", DataKind.Single, 0),
        new TextLoader.Column("Features", DataKind.Single, [new TextLoader.Range(1, null)]),
    ];

    private static TextColumn Resolve(TextLoader.Column column, int index, TextLoader.Column[] all, Lazy<int> width)
    {
        Contracts.CheckUserArg(
            !string.IsNullOrWhiteSpace(column.Name), nameof(TextLoader.Column.Name), "Must specify a column name");
        TextLoader.Range[] ranges = column.Source is { Length: > 0 } source
            ? source
            : throw Contracts.ExceptUserArg(nameof(TextLoader.Column.Source), "Must specify some source column indices");
        foreach (TextLoader.Range range in ranges)
        {
            Contracts.CheckUserArg(range.Min >= 0, nameof(TextLoader.Range.Min));
            Contracts.CheckUserArg(!(range.Max < range.Min), nameof(TextLoader.Range.Max));
        }
        (int Min, int Max)[] segments = ranges.SelectMany(r => SegmentsOf(r, index, all, width)).ToArray();
        bool isVector = ranges.Any(r => r.ForceVector || r.VariableEnd || r.AutoEnd) || segments.Length != 1
            || segments[0].Max != segments[0].Min;
        return new TextColumn(column.Name, ItemTypeOf(column), isVector, segments);
    }

    private static IEnumerable<(int Min, int Max)> SegmentsOf(
        TextLoader.Range range, int index, TextLoader.Column[] all, Lazy<int> width)
    {
        if (range.VariableEnd)
            return [(range.Min, -1)];
        int max = range.AutoEnd || range.Max == null ? width.Value - 1 : range.Max.Value;
        return range.AllOther ? WithoutOthers(range.Min, max, index, all) : [(range.Min, max)];
    }

    private static IEnumerable<(int Min, int Max)> WithoutOthers(int min, int max, int index, TextLoader.Column[] all)
    {
        HashSet<int> taken = all.Where((_, i) => i != index)
            .SelectMany(c => c.Source ?? [])
            .SelectMany(r => Enumerable.Range(r.Min, (r.Max ?? r.Min) - r.Min + 1))
            .ToHashSet();
        return Enumerable.Range(min, max - min + 1).Where(i => !taken.Contains(i)).Select(i => (i, i));
    }

    private static PrimitiveDataViewType ItemTypeOf(TextLoader.Column column)
    {
        PrimitiveDataViewType type = ColumnTypeExtensions.PrimitiveTypeFromKind(column.DataKind);
        if (column.KeyCount == null)
            return type;
        Contracts.CheckUserArg(KeyDataViewType.IsValidDataType(type.RawType), "Type", "Bad item type for Key");
        ulong most = type.RawType == typeof(byte) ? byte.MaxValue
            : type.RawType == typeof(ushort) ? ushort.MaxValue
            : type.RawType == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
        return new KeyDataViewType(type.RawType, column.KeyCount.Count ?? most);
    }

    private static int WidthOf(IMultiStreamSource? sample, TextLoader.Options options)
    {
        if (sample == null || sample.Count == 0)
            throw Contracts.ExceptUserArg("Source", "Can't determine the number of source columns without valid data");
        using var reader = new LineReader(sample, options);
        var splitter = new FieldSplitter(options);
        int width = 0;
        for (int i = 0; i < SampleLines && reader.MoveNext(); i++)
        {
            splitter.Split(reader.Line);
            Contracts.CheckUserArg(width == 0 || splitter.Fields.Count == width, "Source",
                "The size of input lines is not consistent");
            width = splitter.Fields.Count;
        }
        Contracts.CheckUserArg(width > 0, "Source", "Can't determine the number of source columns without valid data");
        return width;
    }
}
