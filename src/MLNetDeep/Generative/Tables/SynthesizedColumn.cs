using System.Text.Json.Serialization;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Generative.Tables;

/// <summary>A column that is learned: what its values are, and how they become numbers of a network.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Type">The type of its values.</param>
internal sealed record SynthesizedColumn(string Name, ColumnValueType Type)
{
    /// <summary>The distribution of numbers; null where they are few, and learned as categories.</summary>
    public NumberMarginal? Marginal { get; init; }

    /// <summary>The categories of a column of texts.</summary>
    public string[]? Texts { get; init; }

    /// <summary>The categories of keys, flags, and numbers of few values; NaN is the missing one.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>Whether numbers were missing, which is then a category of its own beside the number.</summary>
    public bool HasMissing { get; init; }

    /// <summary>Of keys, how many values there are.</summary>
    public ulong KeyCount { get; init; }

    /// <summary>Of keys, what they stand for, if that are texts.</summary>
    public string[]? KeyNames { get; init; }

    /// <summary>How many categories the network sees of it; 0 for numbers that are never missing.</summary>
    [JsonIgnore]
    public int Categories => Texts?.Length ?? Numbers?.Length ?? (HasMissing ? 2 : 0);

    /// <summary>A value as people read it.</summary>
    public string Show(int category) => Texts is not null ? Texts[category]
        : Type == ColumnValueType.Boolean ? (Numbers![category] != 0 ? "true" : "false")
        : KeyNames is not null && !double.IsNaN(Numbers![category]) ? KeyNames[(int)Numbers[category] - 1]
        : FormattableString.Invariant($"{Numbers![category]}");

    /// <summary>Values in memory as a column of the type that was learned.</summary>
    /// <param name="values">For each row the number, or the category.</param>
    public MemoryColumn ToColumn(double[] values) => Texts is not null
        ? new ValueColumn<ReadOnlyMemory<char>>(Name, TextDataViewType.Instance, Array.ConvertAll(values, v => Texts[(int)v].AsMemory()))
        : ColumnValues.ToColumn(this, Marginal is null ? Array.ConvertAll(values, v => Numbers![(int)v]) : values);
}
