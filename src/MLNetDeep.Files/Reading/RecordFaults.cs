namespace MLNetDeep.Files.Reading;

/// <summary>Records that cannot be taken, and those that are none: counted all, the first ones kept for the message.</summary>
internal sealed class RecordFaults
{
    private const int Shown = 5;

    private readonly List<string> _first = [];

    /// <summary>How many records cannot be taken.</summary>
    public long Count { get; private set; }

    /// <summary>How many repeat the header.</summary>
    public long Headers { get; private set; }

    /// <summary>How many lines are empty.</summary>
    public long Blank { get; private set; }

    /// <summary>A record that cannot be taken.</summary>
    public void Add(string file, long line, string what)
    {
        if (_first.Count < Shown) _first.Add($"line {line}{(file.Length > 0 ? $" of '{file}'" : "")} {what}");
        Count++;
    }

    /// <summary>A record that repeats the header.</summary>
    public void AddHeader() => Headers++;

    /// <summary>A line without fields.</summary>
    public void AddBlank() => Blank++;

    /// <summary>The first faults and how many more there are.</summary>
    public string Text => string.Join("; ", _first) + (Count > _first.Count ? $"; and {Count - _first.Count} more" : "");
}
