using System.Globalization;
using MLNetDeep.Files.Kinds;

namespace MLNetDeep.Files.Profiling;

/// <summary>What the fields of one column say, gathered record by record.</summary>
internal sealed class ColumnProfile(string name, Func<string, bool>? stated)
{
    // Beyond this a column has many values, and no more of them are counted.
    private const int MostCounted = 20_000;

    // Different values are looked for among so many as long as none came twice.
    private const int MostUnique = 5_000_000;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MissingText.Predicate _isMissing = field => stated is null ? MissingText.IsWord(field) : stated(field.ToString());
    private HashSet<ulong>? _unique = [];
    private long _previous = long.MinValue;

    public string Name => name;

    /// <summary>Values that are there: neither empty nor a word for missing.</summary>
    public long Values { get; private set; }

    public long Empty { get; private set; }

    /// <summary>Words that stand for missing among numbers, how often each, and where first.</summary>
    public SortedDictionary<string, (long Count, long Line)> Words { get; } = new(StringComparer.Ordinal);

    public NumberTally Numbers { get; } = new();

    public DateTally Dates { get; } = new();

    /// <summary>Values and their number, while there are few.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Whether there are more different values than are counted.</summary>
    public bool HasMany { get; private set; }

    /// <summary>Whether no value came twice.</summary>
    public bool IsUnique => _unique is not null && Values > 1;

    /// <summary>Whether each value is the whole number behind the one before, from 0 or 1.</summary>
    public bool IsCounter { get; private set; } = true;

    /// <summary>Spaces within values, which tell sentences from words.</summary>
    public long Spaces { get; private set; }

    /// <summary>The same for columns with the same fields in the same order.</summary>
    public ulong Fingerprint { get; private set; } = 14695981039346656037;

    public void Add(ReadOnlySpan<char> field, long line)
    {
        var hash = Hash(field);
        Fingerprint = (Fingerprint ^ hash) * 1099511628211 + 1;
        if (field.IsEmpty)
        {
            Empty++;
            return;
        }
        if (_isMissing(field))
        {
            var word = field.ToString();
            Words[word] = Words.TryGetValue(word, out var known) ? (known.Count + 1, known.Line) : (1, line);
            return;
        }
        Values++;
        Count(field, hash);
        Numbers.Add(field, line);
        Dates.Add(field);
        IsCounter = IsCounter && Follows(field);
        Spaces += field.Count(' ');
    }

    private void Count(ReadOnlySpan<char> field, ulong hash)
    {
        if (_unique is not null && (!_unique.Add(hash) || _unique.Count > MostUnique)) _unique = null;
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (counts.TryGetValue(field, out var count)) counts[field] = count + 1;
        else if (_counts.Count < MostCounted) counts[field] = 1;
        else HasMany = true;
    }

    private bool Follows(ReadOnlySpan<char> field)
    {
        if (!long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return false;
        var follows = _previous == long.MinValue ? value is 0 or 1 : value == _previous + 1;
        _previous = value;
        return follows;
    }

    // FNV-1a: the same in every process.
    private static ulong Hash(ReadOnlySpan<char> field)
    {
        var hash = 14695981039346656037;
        foreach (var c in field) hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
