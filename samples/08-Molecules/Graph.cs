namespace Molecules;

/// <summary>A molecule as a model takes it.</summary>
public sealed class Graph
{
    public string[] Nodes { get; set; } = [];

    public int[] Sources { get; set; } = [];

    public int[] Targets { get; set; } = [];

    public string[] EdgeTags { get; set; } = [];
}

/// <summary>What a model answers.</summary>
public sealed class Answer
{
    public string PredictedLabel { get; set; } = "";
}
