namespace MLNetDeep.GraphTasks;

/// <summary>What is wrong with files of graphs, several faults at once.</summary>
internal sealed class GraphFaults
{
    // Whoever has more of them knows by these what is wrong.
    private const int Named = 10;
    private readonly List<string> _found = [];

    /// <summary>Notes a fault of a line.</summary>
    /// <exception cref="InvalidDataException">It is the tenth: no more of the file is read.</exception>
    public void Add(string path, long line, string fault) => Add($"'{path}', line {line}: {fault}");

    /// <summary>Notes a fault of a whole file.</summary>
    /// <exception cref="InvalidDataException">It is the tenth.</exception>
    public void Add(string path, string fault) => Add($"'{path}' {fault}");

    /// <summary>Throws what was noted, if anything was.</summary>
    public void Throw()
    {
        if (_found.Count > 0) throw new InvalidDataException(string.Join('\n', _found));
    }

    private void Add(string fault)
    {
        _found.Add(fault);
        if (_found.Count < Named) return;
        _found.Add($"Reading ended at fault {Named}: there may be more.");
        Throw();
    }
}
