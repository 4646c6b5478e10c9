using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Nodes;

/// <summary>What <c>nodes train</c> was asked.</summary>
internal sealed record NodesTrainRequest(InputRequest Input, string EdgesPath, NodeColumns Columns, NetworkRequest Network, string Out, string? Json);

/// <summary>What <c>nodes evaluate</c> and <c>nodes predict</c> were asked.</summary>
internal sealed record NodesScoreRequest(string Model, string NodesPath, TableFileOptions Form)
{
    /// <summary>The edges of another graph than that of the training; null for that one.</summary>
    public string? EdgesPath { get; init; }

    /// <summary>Which part of the nodes to evaluate on: train, validation, test or all.</summary>
    public string? Part { get; init; }

    /// <summary>Columns of the nodes to write beside the predictions: lists with commas between.</summary>
    public string[] Keep { get; init; } = [];
}

/// <summary>How the table of edges is read: as that of nodes, but for what is stated of single columns.</summary>
internal static class EdgesFile
{
    /// <summary>Opens it.</summary>
    public static TableFile Open(string path, TableFileOptions nodes) =>
        TableFile.Open(path, new TableFileOptions { Separator = nodes.Separator, HasHeader = nodes.HasHeader, Encoding = nodes.Encoding, SkipBadRows = nodes.SkipBadRows });
}
