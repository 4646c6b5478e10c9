namespace MLNetDeep;

public sealed partial class DeepTransformsCatalog
{
    /// <summary>
    /// Trains a network without labels to tell rows apart (contrastive learning), and adds an embedding of each row. For images two augmented views of each are to find each other (SimCLR: Chen et al., A Simple
    /// Framework for Contrastive Learning of Visual Representations, 2020); for tables a row is to find itself with columns corrupted (SCARF: Bahri et al., 2022). For many rows without labels
    /// beside few with: trainers of the same architecture start from what <c>ml.Deep().Model.Save</c> writes of it, by their option PretrainedEncoder.
    /// </summary>
    /// <param name="outputColumnName">The column to add: a vector of Single of known size.</param>
    /// <param name="inputColumnName">The column of images, or the one column of a table.</param>
    /// <param name="encoder">
    /// The network and its training: the options of any architecture for images or tables, such as <see cref="ResNetOptions"/> or <see cref="MlpOptions"/>. The larger the mini-batches, the more rows each is told
    /// from: 256 and more.
    /// </param>
    /// <param name="options">How it learns; defaults when null.</param>
    /// <exception cref="ArgumentException">The options are those of no such network, or out of range; the message names all that are.</exception>
    public ContrastiveTrainer ContrastiveEmbedding(string outputColumnName, string inputColumnName, TrainerOptions encoder, ContrastiveOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        return ContrastiveEmbedding(outputColumnName, [inputColumnName], encoder, options);
    }

    /// <summary>The same for a table of several columns; see the other overload.</summary>
    /// <param name="outputColumnName">The column to add: a vector of Single of known size.</param>
    /// <param name="inputColumnNames">The columns of the table; null takes all that suit, labels among them where there are any.</param>
    /// <param name="encoder">The network and its training: the options of any architecture for tables.</param>
    /// <param name="options">How it learns; defaults when null.</param>
    /// <exception cref="ArgumentException">The options are those of no such network, or out of range; the message names all that are.</exception>
    public ContrastiveTrainer ContrastiveEmbedding(string outputColumnName, string[]? inputColumnNames, TrainerOptions encoder, ContrastiveOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(encoder);
        return new ContrastiveTrainer(_context, outputColumnName, inputColumnNames, encoder, options ?? new ContrastiveOptions());
    }
}
