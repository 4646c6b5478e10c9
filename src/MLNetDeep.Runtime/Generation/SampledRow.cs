using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Runtime;

/// <summary>A row that a sampler made.</summary>
internal sealed class SampledRow
{
    public float[] Values { get; set; } = [];

    public string Condition { get; set; } = "";

    /// <summary>Rows as a data view: a vector of numbers, and their condition as text where there is one.</summary>
    public static IDataView View(IReadOnlyList<SampledRow> rows, SamplerSettings settings)
    {
        var definition = SchemaDefinition.Create(typeof(SampledRow));
        var values = definition[nameof(Values)];
        (values.ColumnName, values.ColumnType) = (settings.FeatureColumn, new VectorDataViewType(NumberDataViewType.Single, settings.Size));
        if (settings.ConditionColumn is null) definition.Remove(definition[nameof(Condition)]);
        else definition[nameof(Condition)].ColumnName = settings.ConditionColumn;
        return new MLContext().Data.LoadFromEnumerable(rows, definition);
    }
}
