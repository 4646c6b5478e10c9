namespace MLNetDeep.Cli.Nodes;

/// <summary>Which columns of a table of nodes and of one of edges make a graph. A model keeps them, to read other graphs alike.</summary>
/// <param name="Id">The ids of nodes.</param>
/// <param name="Source">Of edges, the id of the node that they go from.</param>
/// <param name="Target">Of edges, the id of the node that they go to.</param>
internal sealed record NodeColumns(string Id, string Source, string Target)
{
    /// <summary>Of edges, how much each counts; null for the same.</summary>
    public string? Weight { get; init; }

    /// <summary>Of edges, their tags; null for none.</summary>
    public string? EdgeTag { get; init; }

    /// <summary>Whether edges go one way.</summary>
    public bool IsDirected { get; init; }

    /// <summary>Whether edges from or to ids that no node has are left out.</summary>
    public bool DropsDangling { get; init; }

    /// <summary>Of nodes, which part they are of: train, validation or test; null for none.</summary>
    public string? Split { get; init; }

    public IReadOnlyList<string> Numeric { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Columns of several words each.</summary>
    public IReadOnlyList<WordColumn> Words { get; init; } = [];

    /// <summary>All columns that networks learn from.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> Features => [.. Numeric, .. Categories, .. Words.Select(w => w.Name)];
}

/// <summary>A column of words as a bag of words.</summary>
/// <param name="Name">The column.</param>
/// <param name="Vocabulary">The words that are counted.</param>
internal sealed record WordColumn(string Name, string[] Vocabulary);
