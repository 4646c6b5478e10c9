namespace MLNetDeep;

/// <summary>A language model that writes texts.</summary>
public interface ITextGenerator
{
    /// <summary>Goes on with a text.</summary>
    /// <param name="prompt">The text to go on with; empty for a text from its beginning.</param>
    /// <param name="options">How to write; defaults when null.</param>
    /// <returns>What comes behind the prompt.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the prompt has characters that the model does not know; the message names them.</exception>
    GeneratedText Generate(string prompt = "", GenerationOptions? options = null);
}
