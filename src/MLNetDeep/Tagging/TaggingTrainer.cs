using Microsoft.ML;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;
using MLNetDeep.Texts;

namespace MLNetDeep;

/// <summary>Trains a network that gives every word a tag, as a step of an ML.NET pipeline. Made by <c>mlContext.Deep().Tagging</c>.</summary>
public sealed class TaggingTrainer : IEstimator<TaggingTransformer>
{
    private readonly MLContext _context;
    private readonly DeepTrainer _trainer;
    private readonly string _words;

    internal TaggingTrainer(MLContext context, string tags, string words, TextTrainerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(tags);
        ArgumentException.ThrowIfNullOrEmpty(words);
        var inner = ArchitectureRegistry.All.FirstOrDefault(architecture => architecture.OptionsType == options.GetType())
            ?? throw new ArgumentException($"The options are {options.GetType().Name}, which say no architecture: take {nameof(LstmOptions)}, {nameof(GruOptions)} or {nameof(TextTransformerOptions)}.", nameof(options));
        var own = (TextTrainerOptions)options.Clone();
        own.LogCountRatios = LogCountRatios.None;
        (_context, _words) = (context, words);
        _trainer = new DeepTrainer(context, new SelfSupervisedTask(words), new Tagger(inner), "", [words, tags], own);
    }

    /// <summary>Trains on these sentences. The best epoch is that with the lowest loss on the sentences held out.</summary>
    /// <param name="input">Rows with the columns of words and of tags.</param>
    public TaggingTransformer Fit(IDataView input)
    {
        using var trained = _trainer.Fit(input);
        var spec = (WordsSpec)trained.Model.Features;
        return new TaggingTransformer(_context, ((TaggerModule)trained.Model.Network.Body).ExportTags(spec.Tags), spec, trained.History, trained.Model.Options.Threads);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _trainer.GetOutputSchema(inputSchema);
        return _context.Transforms.CustomMapping<AnyRow, TagPrediction>((_, _) => { }, null).GetOutputSchema(inputSchema);
    }
}
