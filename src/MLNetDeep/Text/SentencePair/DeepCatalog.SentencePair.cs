using MLNetDeep.Texts;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a network over two texts, such as a premise and a hypothesis, or a question and an answer: both go through one network, and their embeddings are compared.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants: a class for entailment, a number or a flag for similarity.</param>
    /// <param name="firstTextColumnName">The first text.</param>
    /// <param name="secondTextColumnName">The second text.</param>
    /// <param name="encoder">The network that both texts go through; a TextCnn with its defaults when null. Of the options of training only those that concern texts count.</param>
    /// <param name="options">How embeddings are compared, and the training; defaults when null. Its own Parts do not count.</param>
    public DeepTrainer SentencePair(string labelColumnName, string firstTextColumnName, string secondTextColumnName, TextTrainerOptions? encoder = null, SentencePairOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(firstTextColumnName);
        ArgumentException.ThrowIfNullOrEmpty(secondTextColumnName);
        var settled = (SentencePairOptions)(options ?? new SentencePairOptions()).Clone();
        encoder ??= (TextTrainerOptions)ArchitectureRegistry.Get("textcnn").CreateOptions();
        settled.Parts = [new(firstTextColumnName, encoder), new(secondTextColumnName, encoder)];
        return FromArchitecture(new SentencePair(), labelColumnName, default(IEnumerable<string>), settled);
    }
}
