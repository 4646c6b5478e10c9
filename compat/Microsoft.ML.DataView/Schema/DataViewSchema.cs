using System.Collections;
using System.Collections.Immutable;

namespace Microsoft.ML;

/// <summary>The columns of a view. Of columns with one name the last is meant, the others are hidden.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _indexByName;

    private DataViewSchema(IReadOnlyList<DetachedColumn> columns)
    {
        _indexByName = new Dictionary<string, int>(columns.Count);
        for (int i = 0; i < columns.Count; i++)
            _indexByName[columns[i].Name] = i;
        _columns = new Column[columns.Count];
        for (int i = 0; i < _columns.Length; i++)
        {
            DetachedColumn c = columns[i];
            _columns[i] = new Column(c.Name, i, _indexByName[c.Name] != i, c.Type, c.Annotations);
        }
    }

    public int Count => _columns.Length;

    public Column this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return GetColumnOrNull(name)
                ?? throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' not found");
        }
    }

    public Column this[int columnIndex]
        => (uint)columnIndex < (uint)_columns.Length
            ? _columns[columnIndex]
            : throw new ArgumentOutOfRangeException(nameof(columnIndex));

    public Column? GetColumnOrNull(string name)
        => _indexByName.TryGetValue(name ?? throw new ArgumentNullException(nameof(name)), out int index)
            ? _columns[index]
            : null;

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{Count} columns";

    internal bool TryGetColumnIndex(string name, out int index) => _indexByName.TryGetValue(name, out index);

    internal static DataViewSchema Of(IEnumerable<DetachedColumn> columns) => new(columns.ToImmutableArray());
}
