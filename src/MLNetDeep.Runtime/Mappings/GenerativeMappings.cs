using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>What a generative model tells of a row.</summary>
public sealed class RowNumber
{
    /// <summary>The number.</summary>
    [ColumnName(SavedColumns.Number)]
    public float Value { get; set; }
}

/// <summary>Takes the number that a generative model tells of a row out of its vector.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class RowNumberMapping : CustomMappingFactory<ScoreVector, RowNumber>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.RowNumber";

    /// <inheritdoc/>
    public override Action<ScoreVector, RowNumber> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(ScoreVector source, RowNumber target) => target.Value = source.Scores[0];
}

/// <summary>Whether a row is an anomaly.</summary>
public sealed class AnomalyPrediction
{
    /// <summary>Whether the score is above the threshold.</summary>
    public bool PredictedLabel { get; set; }

    /// <summary>The reconstruction error: the higher, the less is the row like those of the training.</summary>
    public float Score { get; set; }
}

/// <summary>Takes the score of an anomaly and the threshold out of their vector.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class AnomalyMapping : CustomMappingFactory<ScoreVector, AnomalyPrediction>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Anomaly";

    /// <inheritdoc/>
    public override Action<ScoreVector, AnomalyPrediction> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(ScoreVector source, AnomalyPrediction target) => (target.Score, target.PredictedLabel) = (source.Scores[0], source.Scores[0] > source.Scores[1]);
}
