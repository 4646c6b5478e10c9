using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>The fields of a line by their index, sparse ones in their places.</summary>
internal sealed class TextRow(TextLoader.Options options)
{
    private readonly FieldSplitter _splitter = new(options);
    private readonly Dictionary<int, ReadOnlyMemory<char>> _sparse = [];
    private int _dense;
    private int _sparseEnd;

    /// <summary>The number of fields.</summary>
    public int Count => Math.Max(_dense, _sparseEnd);

    /// <summary>Where the line could not be read: 1-based first and last column, and why; null where it could.</summary>
    public (int First, int Last, string Reason)? Fault { get; private set; }

    /// <summary>A field; an empty one where the line has none.</summary>
    public ReadOnlyMemory<char> this[int index]
        => index < _dense ? _splitter.Fields[index]
        : index < _sparseEnd ? _sparse.GetValueOrDefault(index)
        : default;

    public void Parse(string line)
    {
        _splitter.Split(line);
        Fault = _splitter.Fault;
        _dense = _splitter.Fields.Count;
        _sparse.Clear();
        _sparseEnd = 0;
        if (options.AllowSparse)
            ParseSparse(line);
    }

    // "length index:value index:value …": the fields before the length are dense.
    private void ParseSparse(string line)
    {
        List<ReadOnlyMemory<char>> fields = _splitter.Fields;
        int first = fields.FindIndex(f => TryIndex(f, out _, out _));
        if (first < 1 || !int.TryParse(fields[first - 1].Span, NumberStyles.None, CultureInfo.InvariantCulture, out int length))
            return;
        int start = first - 1;
        _dense = start;
        _sparseEnd = start + length;
        int last = -1;
        foreach (ReadOnlyMemory<char> field in fields.Skip(first))
        {
            if (!TryIndex(field, out int index, out ReadOnlyMemory<char> value) || index <= last || index >= length)
            {
                Fault ??= Reason(line, field, index >= length);
                continue;
            }
            _sparse[start + index] = value;
            last = index;
        }
    }

    private static (int, int, string) Reason(string line, ReadOnlyMemory<char> field, bool tooLarge)
    {
        int at = line.IndexOf(field.ToString(), StringComparison.Ordinal);
        return (at + 1, at + 1 + field.Length, tooLarge
            ? "Sparse item index larger than expected. Is the specified size incorrect?"
            : "Sparse indices out of order");
    }

    private static bool TryIndex(ReadOnlyMemory<char> field, out int index, out ReadOnlyMemory<char> value)
    {
        int colon = field.Span.IndexOf(':');
        index = -1;
        value = colon < 0 ? default : field[(colon + 1)..];
        return colon > 0 && int.TryParse(field.Span[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}
