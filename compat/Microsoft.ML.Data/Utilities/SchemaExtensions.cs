using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which columns a cursor was asked for.</summary>
internal static class SchemaExtensions
{
    /// <summary>For each column of a schema whether it is among those needed.</summary>
    public static bool[] ActiveColumns(this DataViewSchema sourceSchema, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        Contracts.CheckValue(columnsNeeded, nameof(columnsNeeded));
        var active = new bool[sourceSchema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            Contracts.Check(column.Index < active.Length,
                $"The requested column: {column} is not part of the {nameof(sourceSchema)}");
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>The columns that a predicate wants.</summary>
    public static IEnumerable<DataViewSchema.Column> Where(this DataViewSchema schema, bool[] active)
        => schema.Where(c => active[c.Index]);

    public static Exception InvalidGetter(this DataViewSchema.Column column, Type asked)
        => Contracts.Except($"Invalid TValue in GetGetter for column #{column}: '{asked}', expected type: '{column.Type.RawType}'.");
}
