using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>A score as ONNX gives it.</summary>
public class ScoreVector
{
    /// <summary>A vector of one.</summary>
    [ColumnName(SavedColumns.ScoreVector)]
    [VectorType]
    public float[] Scores { get; set; } = [];
}

/// <summary>A logit and its probability as ONNX gives them.</summary>
public sealed class BinaryVectors : ScoreVector
{
    /// <summary>A vector of one.</summary>
    [ColumnName(SavedColumns.ProbabilityVector)]
    [VectorType]
    public float[] Probabilities { get; set; } = [];
}

/// <summary>A predicted number.</summary>
public sealed class NumberPrediction
{
    /// <summary>The number.</summary>
    public float Score { get; set; }
}

/// <summary>A prediction of true or false.</summary>
public sealed class BinaryPrediction
{
    /// <summary>Whether the logit is above 0.</summary>
    public bool PredictedLabel { get; set; }

    /// <summary>The logit.</summary>
    public float Score { get; set; }

    /// <summary>The probability of true.</summary>
    public float Probability { get; set; }
}

/// <summary>Takes a predicted number out of its vector.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class NumberMapping : CustomMappingFactory<ScoreVector, NumberPrediction>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Number";

    /// <inheritdoc/>
    public override Action<ScoreVector, NumberPrediction> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(ScoreVector source, NumberPrediction target) => target.Score = source.Scores[0];
}

/// <summary>Takes a prediction of true or false out of its vectors.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class BinaryMapping : CustomMappingFactory<BinaryVectors, BinaryPrediction>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Binary";

    /// <inheritdoc/>
    public override Action<BinaryVectors, BinaryPrediction> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(BinaryVectors source, BinaryPrediction target)
    {
        target.Score = source.Scores[0];
        target.Probability = source.Probabilities[0];
        target.PredictedLabel = target.Score > 0;
    }
}
