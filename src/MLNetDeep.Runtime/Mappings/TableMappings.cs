using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>A point in time.</summary>
public sealed class DateRow
{
    /// <summary>The point.</summary>
    [ColumnName(SavedColumns.TableSource)]
    public DateTime Value { get; set; }
}

/// <summary>A point in time with its distance from universal time.</summary>
public sealed class DateOffsetRow
{
    /// <summary>The point.</summary>
    [ColumnName(SavedColumns.TableSource)]
    public DateTimeOffset Value { get; set; }
}

/// <summary>What networks are told of a point in time.</summary>
public sealed class DatePartsRow
{
    /// <summary>The numbers.</summary>
    [ColumnName(SavedColumns.TableNumbers)]
    [VectorType(DateParts.Count)]
    public float[] Values { get; set; } = new float[DateParts.Count];
}

/// <summary>The key of a category.</summary>
public sealed class KeyRow
{
    /// <summary>The key; 0 for a missing one.</summary>
    [ColumnName(SavedColumns.TableSource)]
    public uint Value { get; set; }
}

/// <summary>The key of a category as a number.</summary>
public sealed class KeyNumberRow
{
    /// <summary>The number.</summary>
    [ColumnName(SavedColumns.TableNumbers)]
    public float Value { get; set; }
}

/// <summary>Points in time to numbers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class DateMapping : CustomMappingFactory<DateRow, DatePartsRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Table.Date";

    /// <inheritdoc/>
    public override Action<DateRow, DatePartsRow> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(DateRow source, DatePartsRow target)
    {
        target.Values = new float[DateParts.Count];
        DateParts.Fill(source.Value, target.Values);
    }
}

/// <summary>Points in time with their distance from universal time to numbers.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class DateOffsetMapping : CustomMappingFactory<DateOffsetRow, DatePartsRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Table.DateOffset";

    /// <inheritdoc/>
    public override Action<DateOffsetRow, DatePartsRow> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(DateOffsetRow source, DatePartsRow target)
    {
        target.Values = new float[DateParts.Count];
        DateParts.Fill(source.Value.DateTime, target.Values);
    }
}

/// <summary>Keys to numbers, which ML.NET's own conversions refuse.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class KeyMapping : CustomMappingFactory<KeyRow, KeyNumberRow>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Table.Key";

    /// <inheritdoc/>
    public override Action<KeyRow, KeyNumberRow> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(KeyRow source, KeyNumberRow target) => target.Value = source.Value;
}
