namespace MLNetDeep.GraphTasks;

/// <summary>Holds graphs to one rule: every one of them has so many values for each of its nodes (edges), or none has.</summary>
/// <param name="name">What files call the values.</param>
/// <param name="item">What has them: node or edge.</param>
internal sealed class ItemValues(string name, string item)
{
    private long _line;

    /// <summary>How many values a node (edge) has; 0 where they have none.</summary>
    public int Count { get; private set; }

    /// <summary>Looks at the values of a node (edge), or at a graph that has nodes (edges) without values.</summary>
    /// <param name="line">Where it stands.</param>
    /// <param name="position">Which node (edge) it is.</param>
    /// <param name="count">How many values it has.</param>
    /// <exception cref="FormatException">Those before have another number of them.</exception>
    public void Check(long line, int position, int count)
    {
        if (_line == 0) (Count, _line) = (count, line);
        if (count == Count) return;
        throw new FormatException(count == 0 ? $"there is no '{name}', but in line {_line} there is: all graphs must have it, or none."
            : Count == 0 ? $"there is '{name}', but in line {_line} there is none: all graphs must have it, or none."
            : $"{item} {position} has {count} numbers in '{name}', but those of line {_line} have {Count}.");
    }
}
