using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>What the graph of a sequence's settings is given.</summary>
public sealed class SequenceStart
{
    /// <summary>A vector of one, whatever is in it.</summary>
    [ColumnName(SavedColumns.SequenceStart)]
    [VectorType(1)]
    public float[] Value { get; set; } = new float[1];
}

/// <summary>A sequence as a column of a row has it, and how it is taken.</summary>
public sealed class SequenceRow
{
    /// <summary>Channels of a step, and the most steps; then the name of the column, a number for each UTF-16 unit.</summary>
    [ColumnName(SavedColumns.SequenceSettings)]
    [VectorType]
    public long[] Settings { get; set; } = [];

    /// <summary>The channels of the first step, then those of the second.</summary>
    [ColumnName(SavedColumns.SequenceSource)]
    [VectorType]
    public float[] Source { get; set; } = [];
}

/// <summary>A sequence as the exported network takes it.</summary>
public sealed class SequencePort
{
    /// <summary>The channels of each step, NaN for one that is missing, and a 1 behind them. Sequences that are shorter than others of their batch are filled up with 0.</summary>
    [ColumnName(SavedColumns.Features)]
    [VectorType]
    public float[] Steps { get; set; } = [];
}

/// <summary>Gives each row what the settings' graph is given.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SequenceStartMapping : CustomMappingFactory<AnyRow, SequenceStart>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Sequence.Start";

    /// <inheritdoc/>
    public override Action<AnyRow, SequenceStart> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(AnyRow source, SequenceStart target) => target.Value = [0];
}

/// <summary>Makes of a sequence what the network takes, as in training.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SequenceMapping : CustomMappingFactory<SequenceRow, SequencePort>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Sequence.Port";

    /// <inheritdoc/>
    public override Action<SequenceRow, SequencePort> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    /// <exception cref="FormatException">The sequence has no whole steps.</exception>
    public static void Map(SequenceRow source, SequencePort target)
    {
        var (channels, longest) = ((int)source.Settings[0], (int)source.Settings[1]);
        try
        {
            target.Steps = RawSequence.Port(RawSequence.Take(source.Source ?? [], channels, longest), channels);
        }
        catch (FormatException e)
        {
            throw new FormatException($"Column '{string.Concat(source.Settings.Skip(2).Select(unit => (char)unit))}' holds {e.Message}.", e);
        }
    }
}
