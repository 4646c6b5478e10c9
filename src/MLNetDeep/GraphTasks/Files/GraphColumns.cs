using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>The columns of rows that are graphs.</summary>
internal static class GraphColumns
{
    public const string Label = "Label", Nodes = "Nodes", Sources = "Sources", Targets = "Targets", NodeFeatures = "NodeFeatures", EdgeFeatures = "EdgeFeatures", EdgeTags = "EdgeTags";

    /// <summary>The annotation of features: how many numbers belong to one node or edge.</summary>
    public const string FeatureCount = "FeatureCount";

    /// <summary>Those that readers make of properties with other names.</summary>
    public static IReadOnlyList<string> All { get; } = [Label, Nodes, Sources, Targets, NodeFeatures, EdgeFeatures, EdgeTags];

    public static VectorDataViewType Positions { get; } = new(NumberDataViewType.Int32);

    public static VectorDataViewType Numbers { get; } = new(NumberDataViewType.Single);

    public static DataViewSchema.Annotations Annotate(int count)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(FeatureCount, NumberDataViewType.Int32, (ref int value) => value = count);
        return annotations.ToAnnotations();
    }

    /// <summary>The columns that can be written, if all can.</summary>
    /// <exception cref="ArgumentException">Some cannot, or are missing; all are named.</exception>
    public static IReadOnlyList<DataViewSchema.Column> Check(DataViewSchema schema)
    {
        DataViewSchema.Column[] columns = [.. schema.Where(column => !column.IsHidden)];
        List<string> faults = [.. new[] { Nodes, Sources, Targets }.Where(name => schema.GetColumnOrNull(name) is null).Select(name => $"There is no column '{name}'.")];
        faults.AddRange(columns.Select(Fault).OfType<string>());
        return faults.Count == 0 ? columns : throw new ArgumentException($"Graphs cannot be written:\n{string.Join('\n', faults)}", "data");
    }

    private static string? Fault(DataViewSchema.Column column)
    {
        var wanted = column.Name switch
        {
            Nodes or EdgeTags => IsListOf(column.Type, TextDataViewType.Instance) ? null : "a vector of text",
            Sources or Targets => IsListOf(column.Type, NumberDataViewType.Int32) ? null : "a vector of Int32",
            NodeFeatures or EdgeFeatures => IsListOf(column.Type, NumberDataViewType.Single) ? null : "a vector of Single",
            _ => IsProperty(column.Type) ? null : "text, a number, Boolean or a vector of Single of fixed length",
        };
        if (wanted is not null) return $"Column '{column.Name}' is of type {column.Type}: it must be {wanted}.";
        return GraphProperties.All.Contains(column.Name) ? $"Column '{column.Name}' has the name of a property that other columns are written to: rename it." : null;
    }

    private static bool IsListOf(DataViewType type, DataViewType item) => type is VectorDataViewType vector && vector.ItemType.Equals(item);

    private static bool IsProperty(DataViewType type) => type is TextDataViewType or NumberDataViewType or BooleanDataViewType || (type is VectorDataViewType { IsKnownSize: true } && IsListOf(type, NumberDataViewType.Single));
}

/// <summary>What files call the properties of graphs.</summary>
internal static class GraphProperties
{
    public const string Label = "label", Nodes = "nodes", Edges = "edges", Attributes = "attributes", EdgeAttributes = "edge_attributes", EdgeTags = "edge_tags";

    public static IReadOnlyList<string> All { get; } = [Label, Nodes, Edges, Attributes, EdgeAttributes, EdgeTags];
}
