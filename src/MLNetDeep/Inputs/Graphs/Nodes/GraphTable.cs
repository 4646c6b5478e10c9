using Microsoft.ML;

namespace MLNetDeep;

/// <summary>A table of a relational database as nodes of one type of a graph.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="KeyColumnName">The primary key: text, whole numbers or keys, no two alike.</param>
/// <param name="FeatureColumnNames">The columns that networks learn from; never the label, nor keys. None for a table that only links others.</param>
public sealed record GraphTable(string Name, IDataView Rows, string KeyColumnName, params string[] FeatureColumnNames)
{
    /// <summary>The foreign keys: columns with the primary key of a row of another table. Rows without one have it empty or missing.</summary>
    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];
}

/// <summary>A foreign key: each row that has it is linked with a row of another table, in both directions.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="TableName">The table that it points at.</param>
public sealed record ForeignKey(string ColumnName, string TableName);
