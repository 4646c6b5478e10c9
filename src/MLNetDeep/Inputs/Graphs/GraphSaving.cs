using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>
/// The steps of a saved model from the columns of a graph to what the network takes. The columns that it has not are filled by empty ones, and a graph of constants gives a mapping in
/// MLNetDeep.Runtime its settings.
/// </summary>
internal sealed class GraphSaving(MLContext ml, GraphSpec spec) : InputSaving
{
    /// <summary>The columns of a <see cref="GraphRow"/>, and what they are made from.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        SavedColumns.GraphStart, SavedColumns.GraphSettings, SavedColumns.GraphTags, SavedColumns.GraphNumbers, SavedColumns.GraphSources, SavedColumns.GraphTargets, SavedColumns.GraphEdgeTags,
        SavedColumns.GraphEdgeNumbers,
    ];

    public override IEnumerable<string> Helpers { get; } =
    [
        .. Columns, SavedColumns.GraphNodePort, SavedColumns.GraphSourcePort, SavedColumns.GraphTargetPort, SavedColumns.GraphNumberPort, SavedColumns.GraphEdgeTagPort, SavedColumns.GraphEdgeNumberPort,
    ];

    public override IDataView SampleRow()
    {
        var columns = spec.Graph;
        var definition = SchemaDefinition.Create(typeof(Row), SchemaDefinition.Direction.Read);
        void Name(string member, string? name, bool isText = false)
        {
            var column = definition[member];
            if (name is null) definition.Remove(column);
            else (column.ColumnName, column.ColumnType) = (name, isText ? new VectorDataViewType(TextDataViewType.Instance) : new VectorDataViewType(NumberDataViewType.Single));
        }
        Name(nameof(Row.Features), columns.Features);
        Name(nameof(Row.Sources), columns.Sources);
        Name(nameof(Row.Targets), columns.Targets);
        Name(nameof(Row.EdgeFeatures), columns.EdgeFeatures);
        Name(nameof(Row.TextTags), spec.AreTagsText ? columns.Tags : null, isText: true);
        Name(nameof(Row.NumberTags), spec.AreTagsText ? null : columns.Tags);
        Name(nameof(Row.TextEdgeTags), spec.AreEdgeTagsText ? columns.EdgeTags : null, isText: true);
        Name(nameof(Row.NumberEdgeTags), spec.AreEdgeTagsText ? null : columns.EdgeTags);
        return ml.Data.LoadFromEnumerable([new Row()], definition);
    }

    public override void AddSteps(StepList steps)
    {
        AddColumns(steps, spec.Settings.ToNumbers());
        steps.Add(ml.Transforms.CustomMapping<GraphRow, GraphPorts>(GraphMapping.Map, GraphMapping.Contract));
    }

    /// <summary>Adds the columns of a <see cref="GraphRow"/>.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="settings">The settings that rows get.</param>
    public void AddColumns(StepList steps, long[] settings)
    {
        steps.Add(ml.Transforms.CustomMapping<AnyRow, GraphDefaults>(GraphDefaultsMapping.Map, GraphDefaultsMapping.Contract));
        SettingsGraph.Add(ml, steps, SavedColumns.GraphSettings, SavedColumns.GraphStart, settings, "GraphSettings");
        AddTags(steps, SavedColumns.GraphTags, spec.Graph.Tags, spec.AreTagsText, spec.TagNames);
        AddTags(steps, SavedColumns.GraphEdgeTags, spec.Graph.EdgeTags, spec.AreEdgeTagsText, spec.EdgeTagNames);
        Convert(steps, SavedColumns.GraphNumbers, spec.Graph.Features, DataKind.Single);
        Convert(steps, SavedColumns.GraphSources, spec.Graph.Sources, DataKind.Double);
        Convert(steps, SavedColumns.GraphTargets, spec.Graph.Targets, DataKind.Double);
        Convert(steps, SavedColumns.GraphEdgeNumbers, spec.Graph.EdgeFeatures, DataKind.Single);
    }

    private void Convert(StepList steps, string output, string? column, DataKind kind)
    {
        if (column is not null) steps.Add(ml.Transforms.Conversion.ConvertType(output, column, kind));
    }

    private void AddTags(StepList steps, string output, string? column, bool areText, IReadOnlyList<string> names)
    {
        if (column is null) return;
        // Numbers that are whole are written alike whatever type they have.
        if (areText) steps.Add(ml.Transforms.CopyColumns(output, column));
        else
        {
            steps.Add(ml.Transforms.Conversion.ConvertType(output, column, DataKind.Double));
            steps.Add(ml.Transforms.Conversion.ConvertType(output, output, DataKind.String));
        }
        // Keys need a name at least.
        var known = ml.Data.LoadFromEnumerable((names.Count == 0 ? [""] : names).Select(name => new Tag { Name = name }));
        steps.Add(ml.Transforms.Conversion.MapValueToKey(output, output, keyData: known));
        steps.Add(ml.Transforms.Conversion.ConvertType(output, output, DataKind.UInt32));
    }

    private sealed class Tag
    {
        public string Name { get; set; } = "";
    }

    private sealed class Row
    {
        [VectorType] public float[] Features { get; set; } = [];

        [VectorType] public float[] Sources { get; set; } = [];

        [VectorType] public float[] Targets { get; set; } = [];

        [VectorType] public float[] EdgeFeatures { get; set; } = [];

        [VectorType] public string[] TextTags { get; set; } = [];

        [VectorType] public float[] NumberTags { get; set; } = [];

        [VectorType] public string[] TextEdgeTags { get; set; } = [];

        [VectorType] public float[] NumberEdgeTags { get; set; } = [];
    }
}
