using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Tagging;

/// <summary>The tags of a sentence, and those predicted.</summary>
internal sealed class JudgedSentence
{
    [VectorType]
    public string[] Tags { get; set; } = [];

    [VectorType]
    public string[] PredictedTags { get; set; } = [];
}
