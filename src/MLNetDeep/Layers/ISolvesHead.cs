namespace MLNetDeep.Layers;

/// <summary>A network of which nothing learns but its last layer, which is linear: it is solved for in closed form, unless there are too many rows.</summary>
internal interface ISolvesHead : IGivesEmbedding
{
    /// <summary>The most rows that it is solved for with.</summary>
    long MostSolvedRows { get; }

    /// <summary>Whether the outputs are what least squares can give: not where they are quantiles.</summary>
    bool IsLeastSquares { get; }
}
