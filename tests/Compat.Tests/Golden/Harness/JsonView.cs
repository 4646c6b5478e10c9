using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>A view over the rows of a case: it knows its row count, cannot shuffle and gives one cursor.</summary>
internal sealed class JsonView : IDataView
{
    private static readonly MethodInfo AnnotationMethod =
        typeof(JsonView).GetMethod(nameof(AddAnnotation), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly object[][] _rows;

    public JsonView(JsonNode view)
    {
        Schema = SchemaOf(view["columns"]!.AsArray());
        _rows = [.. view["rows"]!.AsArray().Select(r => r!.AsArray().Select((v, i) => TypeText.Value(Schema[i].Type, v)).ToArray())];
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    public static DataViewSchema SchemaOf(JsonArray columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
        {
            builder.AddColumn((string)column!["name"]!, TypeText.Parse((string)column["type"]!), Annotations(column["annotations"]));
        }

        return builder.ToSchema();
    }

    private static DataViewSchema.Annotations? Annotations(JsonNode? annotations)
    {
        if (annotations == null)
        {
            return null;
        }

        var builder = new DataViewSchema.Annotations.Builder();
        foreach (var annotation in annotations.AsArray())
        {
            var type = TypeText.Parse((string)annotation!["type"]!);
            var value = TypeText.Value(type, annotation["value"]);
            AnnotationMethod.MakeGenericMethod(type.RawType).Invoke(null, [builder, (string)annotation["kind"]!, type, value]);
        }

        return builder.ToAnnotations();
    }

    private static void AddAnnotation<T>(DataViewSchema.Annotations.Builder builder, string kind, DataViewType type, T value) =>
        builder.Add(kind, type, CopyOf(() => value));

    // Vectors are handed out as copies, so that what a reader does to them stays with the reader.
    private static ValueGetter<T> CopyOf<T>(Func<T> value)
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
        {
            var copy = typeof(JsonView).GetMethod(nameof(VectorCopy), BindingFlags.Static | BindingFlags.NonPublic)!;
            return (ValueGetter<T>)copy.MakeGenericMethod(typeof(T).GetGenericArguments()).Invoke(null, [value])!;
        }

        return (ref T target) => target = value();
    }

    private static ValueGetter<VBuffer<T>> VectorCopy<T>(Func<VBuffer<T>> value) =>
        (ref VBuffer<T> target) => value().CopyTo(ref target);

    private sealed class Cursor(JsonView view, IEnumerable<DataViewSchema.Column> active) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. active.Select(c => c.Index)];
        private long _next;
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override bool MoveNext()
        {
            _position = _next < view._rows.Length ? _next++ : -1;
            return _position >= 0;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
            {
                throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active");
            }

            return column.Type.RawType == typeof(TValue)
                ? CopyOf(() => (TValue)view._rows[_position][column.Index])
                : throw new InvalidOperationException($"Invalid TValue: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
        }
    }
}
