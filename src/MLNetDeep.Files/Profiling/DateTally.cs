using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Files.Profiling;

/// <summary>Which forms of dates all values of a column have so far.</summary>
internal sealed class DateTally
{
    private const int ShortestDate = 4;

    private readonly List<string> _formats = [.. DateFormat.Known];

    /// <summary>The forms that fit all values.</summary>
    public IReadOnlyList<string> Formats => _formats;

    public string? First { get; private set; }

    public void Add(ReadOnlySpan<char> field)
    {
        if (_formats.Count == 0) return;
        First ??= field.ToString();
        for (var i = _formats.Count - 1; i >= 0; i--)
            if (field.Length < ShortestDate || !DateFormat.TryParse(_formats[i], field, out _)) _formats.RemoveAt(i);
    }
}
