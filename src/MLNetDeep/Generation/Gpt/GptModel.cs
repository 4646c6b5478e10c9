using MLNetDeep.Generative;
using MLNetDeep.Runtime;

namespace MLNetDeep.Generation;

/// <summary>All that a trained language model is.</summary>
/// <param name="Network">The network.</param>
/// <param name="Options">How it was made and trained.</param>
/// <param name="Column">The column of texts.</param>
/// <param name="Tokenizer">Of the texts.</param>
/// <param name="History">What happened in training.</param>
internal sealed record GptModel(LanguageModule Network, GptOptions Options, string Column, TokenizerSettings Tokenizer, TrainingHistory History)
{
    /// <summary>The sizes of the published network that it began as; null where it was trained from nothing.</summary>
    public Gpt2Config? Published { get; init; }
}
