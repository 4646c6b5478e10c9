namespace MLNetDeep;

/// <summary>A column of a table in files, and what was found in it.</summary>
public sealed record TableFileColumn
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>Whether nothing can be learnt from it: it is empty or constant, a copy of an earlier column, the number of the row, or a value of its own for every row. The reason; null where there is none.</summary>
    public string? Useless { get; init; }

    /// <summary>How many of its fields are missing.</summary>
    public long Missing { get; init; }

    /// <summary>How many different values there are; null where more than are counted.</summary>
    public int? Distinct { get; init; }

    /// <summary>Some of its values.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Whether its numbers are whole.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether it holds 0 and 1 alone.</summary>
    internal bool IsBinary { get; init; }

    /// <summary>The decimal sign of its numbers.</summary>
    internal DecimalSign Sign { get; init; }

    /// <summary>Whether its numbers have nothing beside digits, sign, point and exponent.</summary>
    internal bool IsPlain { get; init; } = true;

    /// <summary>How its dates are written.</summary>
    internal string? DateFormat { get; init; }

    /// <summary>Whether 32 bits cannot hold the differences of its numbers.</summary>
    internal bool NeedsDouble { get; init; }

    internal Files.Kinds.NumberFormat NumberFormat => new(Sign, IsPlain);
}
