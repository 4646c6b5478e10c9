using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs;

/// <summary>The step of a saved model from a column of numbers to the vector that the network takes.</summary>
/// <param name="ml">The context.</param>
/// <param name="column">The column.</param>
/// <param name="size">Numbers in a row.</param>
internal sealed class NumberSaving(MLContext ml, string column, int size) : InputSaving
{
    public override IEnumerable<string> Helpers { get; } = [SavedColumns.Features];

    public override IDataView SampleRow()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        (definition[0].ColumnName, definition[0].ColumnType) = (column, new VectorDataViewType(NumberDataViewType.Single, size));
        return ml.Data.LoadFromEnumerable([new Row { Features = new float[size] }], definition);
    }

    // Numbers of other types and single numbers are welcome too, as in training.
    public override void AddSteps(StepList steps) => steps.Add(ml.Transforms.Conversion.ConvertType(SavedColumns.Features, column, DataKind.Single));

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }
}
