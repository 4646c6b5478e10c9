using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Objects as a view: each public field and property is a column. They are read anew by each cursor.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition? schemaDefinition = null)
        where TRow : class
    {
        _env.CheckValue(data, nameof(data));
        TypedSchema schema = TypedSchema.Create(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read);
        return new EnumerableDataView<TRow>(_env, data, schema);
    }

    /// <summary>Objects as a view, with types and annotations of the columns from a schema.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckValue(schema, nameof(schema));
        return LoadFromEnumerable(data, TypedSchema.DefinitionOf(typeof(TRow), schema));
    }

    /// <summary>The rows of a view as objects: one for all rows, or one for each.</summary>
    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition? schemaDefinition = null)
        where TRow : class, new()
    {
        _env.CheckValue(data, nameof(data));
        var writer = new RowWriter<TRow>(_env, data.Schema, ignoreMissingColumns, schemaDefinition);
        return Enumerate(data, writer, reuseRowObject);
    }

    private static IEnumerable<TRow> Enumerate<TRow>(IDataView data, RowWriter<TRow> writer, bool reuse)
        where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(writer.Columns);
        Action<TRow> fill = writer.CreateFiller(cursor);
        TRow? row = reuse ? new TRow() : null;
        while (cursor.MoveNext())
        {
            TRow target = row ?? new TRow();
            fill(target);
            yield return target;
        }
    }
}
