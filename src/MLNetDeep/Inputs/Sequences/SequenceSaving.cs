using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sequences;

/// <summary>The steps of a saved model from a column of sequences to what the network takes: a mapping in MLNetDeep.Runtime, whose settings come as a column.</summary>
internal sealed class SequenceSaving(MLContext ml, SequenceSpec spec) : InputSaving
{
    public override IEnumerable<string> Helpers { get; } = [SavedColumns.SequenceSource, SavedColumns.SequenceStart, SavedColumns.SequenceSettings, SavedColumns.Features];

    public override IDataView SampleRow()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        (definition[0].ColumnName, definition[0].ColumnType) = (spec.Column, new VectorDataViewType(NumberDataViewType.Single));
        return ml.Data.LoadFromEnumerable([new Row()], definition);
    }

    public override void AddSteps(StepList steps)
    {
        long[] settings = [spec.Channels, spec.MaxLength, .. spec.Column.Select(unit => (long)unit)];
        steps.Add(ml.Transforms.Conversion.ConvertType(SavedColumns.SequenceSource, spec.Column, DataKind.Single));
        steps.Add(ml.Transforms.CustomMapping<AnyRow, SequenceStart>(SequenceStartMapping.Map, SequenceStartMapping.Contract));
        SettingsGraph.Add(ml, steps, SavedColumns.SequenceSettings, SavedColumns.SequenceStart, settings, "SequenceSettings");
        steps.Add(ml.Transforms.CustomMapping<SequenceRow, SequencePort>(SequenceMapping.Map, SequenceMapping.Contract));
    }

    private sealed class Row
    {
        public float[] Steps { get; set; } = [];
    }
}
