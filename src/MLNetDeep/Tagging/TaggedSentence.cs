using Microsoft.ML.Data;

namespace MLNetDeep;

/// <summary>A sentence as words, each with a tag.</summary>
public sealed class TaggedSentence
{
    /// <summary>The words.</summary>
    [VectorType]
    public string[] Words { get; set; } = [];

    /// <summary>A tag for each word, such as B-PER, I-PER and O.</summary>
    [VectorType]
    public string[] Tags { get; set; } = [];
}
