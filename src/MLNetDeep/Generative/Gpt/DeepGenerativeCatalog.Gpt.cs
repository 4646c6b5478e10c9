namespace MLNetDeep;

public sealed partial class DeepGenerativeCatalog
{
    /// <summary>Trains a language model on a column of texts: it writes texts like them, and tells how likely a text is.</summary>
    /// <param name="textColumnName">The texts, each row one; a row may be a whole book.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public GptTrainer Gpt(string textColumnName = "Text", GptOptions? options = null) => new(_context, textColumnName, options ?? new GptOptions());
}
