using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>The columns of a row's graph.</summary>
/// <param name="Tags">Tags of nodes; null where they have none.</param>
/// <param name="Features">Numbers of nodes; null where they have none.</param>
/// <param name="Sources">Where edges go from.</param>
/// <param name="Targets">Where edges go to.</param>
/// <param name="EdgeTags">Tags of edges; null where they have none.</param>
/// <param name="EdgeFeatures">Numbers of edges; null where they have none.</param>
internal sealed record GraphColumns(string? Tags, string? Features, string Sources, string Targets, string? EdgeTags, string? EdgeFeatures)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Names => [.. new[] { Tags, Features, Sources, Targets, EdgeTags, EdgeFeatures }.OfType<string>()];

    /// <summary>Those of the options, without the ones that nobody named and that are not there.</summary>
    public static GraphColumns Of(GraphTrainerOptions options, FeatureRequest request, Func<string, bool> isThere)
    {
        string? Optional((string Name, bool IsDefault) column) => column.IsDefault && !(request.Names?.Contains(column.Name) ?? isThere(column.Name)) ? null : column.Name;
        string?[] all = [.. options.Columns.Select(Optional)];
        return new GraphColumns(all[0], all[1], all[2]!, all[3]!, all[4], all[5]);
    }
}
