using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Inputs.Tables;

/// <summary>A view without rows whose columns are like those of a table.</summary>
internal static class TableSample
{
    public static IDataView Create(TableEncoding table)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in table.Columns.Where(c => c.Pair is null)) builder.AddColumn(column.Name, TypeOf(column));
        return new EmptyView(builder.ToSchema());
    }

    private static DataViewType TypeOf(TableColumn column)
    {
        PrimitiveDataViewType item = column.Kind switch
        {
            TableColumnKind.Flag => BooleanDataViewType.Instance,
            TableColumnKind.Date => DateTimeDataViewType.Instance,
            TableColumnKind.DateOffset => DateTimeOffsetDataViewType.Instance,
            TableColumnKind.Text => TextDataViewType.Instance,
            TableColumnKind.Key => new KeyDataViewType(typeof(uint), column.Keys),
            _ => NumberDataViewType.Single,
        };
        return column.IsVector ? new VectorDataViewType(item, column.Size) : item;
    }
}
