using Microsoft.ML;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Persistence.Pretrained;
using MLNetDeep.Tasks;
using MLNetDeep.Texts;

namespace MLNetDeep;

public sealed partial class DeepTransformsCatalog
{
    /// <summary>
    /// Trains a network for texts without labels, to find words that are hidden (a masked language model: Devlin et al., BERT, 2019), and saves its tokenizer and its weights. Trainers
    /// start from them with <see cref="TextTrainerOptions.PretrainedEncoder"/>: for few texts with labels beside many without.
    /// </summary>
    /// <param name="texts">The texts, with labels or without.</param>
    /// <param name="textColumnName">Their column.</param>
    /// <param name="encoder">
    /// The network and its training: <see cref="TextTransformerOptions"/>, <see cref="LstmOptions"/> or <see cref="GruOptions"/>. Log-count ratios and word dropout play no part.
    /// </param>
    /// <param name="filePath">The file to write; it is replaced if it is there.</param>
    /// <param name="maskedShare">The share of tokens that are hidden in each step. Default 0.15, as published.</param>
    /// <returns>What happened in training: the loss is that of hidden tokens, the accuracy the share of them that was found.</returns>
    /// <exception cref="ArgumentException">The options are those of no such network, or out of range; the share is not between 0.01 and 0.5.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public TrainingHistory PretrainEncoder(IDataView texts, string textColumnName, TextTrainerOptions encoder, string filePath, double maskedShare = 0.15)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentException.ThrowIfNullOrEmpty(textColumnName);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        if (!(maskedShare is >= 0.01 and <= 0.5)) throw new ArgumentOutOfRangeException(nameof(maskedShare), maskedShare, "The share of hidden tokens must be between 0.01 and 0.5.");
        if (encoder.WordVectorsFile is not null) throw new ArgumentException($"{nameof(encoder.WordVectorsFile)} and pretraining exclude each other.", nameof(encoder));
        var inner = ArchitectureRegistry.All.FirstOrDefault(architecture => architecture.OptionsType == encoder.GetType())
            ?? throw new ArgumentException($"The options are {encoder.GetType().Name}, which say no architecture.", nameof(encoder));
        // What cannot be written must not be found out after hours of training.
        if (Path.GetDirectoryName(Path.GetFullPath(filePath)) is { } folder && !Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}' for '{filePath}'.");
        var options = (TextTrainerOptions)encoder.Clone();
        (options.LogCountRatios, options.WordDropout) = (LogCountRatios.None, 0);
        var trainer = new DeepTrainer(_context, new SelfSupervisedTask(textColumnName), new MaskedLanguage(inner, maskedShare), "", [textColumnName], options);
        using var trained = trainer.Fit(texts);
        var network = (MaskedLanguageModule)trained.Model.Network.Body;
        Encoders.Write(filePath, inner.Key, ((TextSpec)trained.Model.Features).Settings.ToBytes(), network.Weights);
        return trained.History;
    }
}
