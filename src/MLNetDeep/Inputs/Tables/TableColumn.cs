using System.Text.Json.Serialization;

namespace MLNetDeep.Inputs.Tables;

/// <summary>What a column of a table holds.</summary>
internal enum TableColumnKind
{
    /// <summary>A number, or a vector of numbers.</summary>
    Number,

    /// <summary>True or false, or a vector of these.</summary>
    Flag,

    /// <summary>A point in time.</summary>
    Date,

    /// <summary>A point in time with its distance from universal time; the time on the clock counts.</summary>
    DateOffset,

    /// <summary>A category as text.</summary>
    Text,

    /// <summary>A category as a key.</summary>
    Key,
}

/// <summary>A column of a table that a network takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Size">Numbers that stand for it in a raw row.</param>
/// <param name="IsVector">Whether it is a vector.</param>
/// <param name="Keys">For keys: how many there are; 0 otherwise.</param>
internal sealed record TableColumn(string Name, TableColumnKind Kind, int Size, bool IsVector = false, int Keys = 0)
{
    /// <summary>What is subtracted from a number, in 64 bits, before it becomes a 32-bit real; 0 where these tell its values apart.</summary>
    public double Offset { get; init; }

    /// <summary>Set where it is a ratio or a difference of this column and another one; null where it is the column itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ColumnPair? Pair { get; init; }

    /// <summary>What it is called in messages.</summary>
    [JsonIgnore]
    public string Title => Pair?.Text(Name) ?? Name;

    /// <summary>Whether a code stands for it.</summary>
    [JsonIgnore]
    public bool IsCategory => Kind is TableColumnKind.Text or TableColumnKind.Key;

    /// <summary>Its type, for messages.</summary>
    public override string ToString() => Kind switch
    {
        TableColumnKind.Number => IsVector ? $"a vector of {Size} numbers" : "a number",
        TableColumnKind.Flag => IsVector ? $"a vector of {Size} Boolean" : "Boolean",
        TableColumnKind.Date => "DateTime",
        TableColumnKind.DateOffset => "DateTimeOffset",
        TableColumnKind.Text => "text",
        _ => $"a key of {Keys} values",
    };
}
