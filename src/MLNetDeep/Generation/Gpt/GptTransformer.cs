using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Generation;
using MLNetDeep.Generative;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Persistence;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// A trained language model as a step of an ML.NET model. It adds the columns LogProbability, the natural logarithm of the probability of a text, and Perplexity, e to the mean loss of its tokens; by ONNX Runtime on
/// the CPU, in batches. It writes texts by <see cref="Generate"/> and <see cref="Sample"/>. <see cref="Save"/> saves it. Many threads may use it at once; dispose it when it is no longer used.
/// </summary>
public sealed class GptTransformer : ITransformer, ITextGenerator, IRowScorer, IDisposable
{
    private readonly MLContext _context;
    private readonly LanguageModel _writer;
    private readonly TextTokenizer _tokenizer;
    private readonly OnnxNetwork _scores;
    private readonly Lifetime _lifetime;

    internal GptTransformer(MLContext context, GptModel model)
    {
        (_context, Model, _tokenizer) = (context, model, TextTokenizer.Create(model.Tokenizer));
        _writer = new LanguageModel(new TorchLanguageNetwork(model.Network, model.Options.Threads), _tokenizer);
        _scores = new OnnxNetwork(GptExport.Scores(model.Network), model.Options.Threads);
        _lifetime = new Lifetime(nameof(GptTransformer), Free);
    }

    /// <summary>What happened in training: the loss is that of a token, the accuracy the share of tokens that were told; rows are windows of <see cref="GptOptions.ContextLength"/> tokens.</summary>
    public TrainingHistory History => Model.History;

    /// <summary>A copy of the options.</summary>
    public GptOptions Options => (GptOptions)Model.Options.Clone();

    /// <summary>How many different tokens there are.</summary>
    public int VocabularySize => Model.Tokenizer.Count;

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    int IRowScorer.BatchRows => 1;

    int IRowScorer.BatchesAtOnce => _scores.Threads;

    internal GptModel Model { get; }

    /// <inheritdoc/>
    public GeneratedText Generate(string prompt = "", GenerationOptions? options = null)
    {
        using var use = _lifetime.Enter();
        return _writer.Generate(prompt, options);
    }

    /// <summary>Writes several texts.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">The random seed: the same seed gives the same texts in each run. That of the options plays no part.</param>
    /// <param name="prompt">What all begin with; empty for texts from their beginning.</param>
    /// <param name="options">How to write; defaults when null.</param>
    /// <returns>Rows with the text, the prompt included, in the column that the model was trained on; in memory.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IDataView Sample(int count, int seed = 1, string prompt = "", GenerationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        using var use = _lifetime.Enter();
        var texts = _writer.Sample(count, seed, prompt, options);
        var definition = SchemaDefinition.Create(typeof(TextSample));
        definition[0].ColumnName = Model.Column;
        return _context.Data.LoadFromEnumerable(texts.Select(text => new TextSample { Text = text }), definition);
    }

    /// <summary>How well texts are told. Each is told from its beginning, in windows of <see cref="GptOptions.ContextLength"/> tokens one after the other.</summary>
    /// <param name="data">Rows with the column of texts.</param>
    public LanguageMetrics Evaluate(IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var use = _lifetime.Enter();
        return GptEvaluation.Run(Model, _tokenizer, data);
    }

    /// <summary>
    /// Saves the model: as <c>ml.Model.Save</c> does, for the columns that it adds, and with all that <see cref="TextGenerator.Load"/> needs to write texts without this library, and
    /// <c>ml.Deep().Generative.LoadGpt</c> to have the network again. The file is there whole or not at all.
    /// </summary>
    /// <param name="filePath">The file, which is replaced if it is there.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var use = _lifetime.Enter();
        AtomicFile.Write(filePath, path =>
        {
            _context.Model.Save(this, TokenizerSteps.SampleRow(_context, Model.Column).Schema, path);
            using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
            GptFile.Write(archive, Model);
        });
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(this, input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoreMapper(this, Bind(inputSchema));

    /// <summary>Frees the network, as soon as no thread uses it any more.</summary>
    public void Dispose() => _lifetime.End();

    RowBatch IRowScorer.Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted) => new GptScores(_scores, _lifetime, _tokenizer, row, Model.Column);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        using var use = _lifetime.Enter();
        using var chain = ToChain();
        ((ICanSaveModel)chain).Save(ctx);
    }

    private TransformerChain<ITransformer> ToChain()
    {
        var ml = new MLContext();
        var steps = new StepList(TokenizerSteps.SampleRow(ml, Model.Column));
        string[] outputs = [SavedColumns.LogProbabilityVector, SavedColumns.TokenCountVector];
        TokenizerSteps.Add(ml, steps, Model.Column, Model.Tokenizer);
        steps.Add(ml.Transforms.CustomMapping<TextRow, TextTokens>(TextMapping.Map, TextMapping.Contract));
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel(outputs, [SavedColumns.Features], new MemoryStream(GptExport.Scores(Model.Network)))));
        steps.Add(ml.Transforms.CustomMapping<LanguageRow, LanguagePrediction>(LanguageMapping.Map, LanguageMapping.Contract));
        steps.Add(ml.Transforms.DropColumns([.. TokenizerSteps.Helpers, SavedColumns.Features, .. outputs]));
        return steps.ToChain();
    }

    private ScoreBinding Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lifetime.Check();
        if (ColumnChecks.Find(input, "text", Model.Column).Type is var type and not TextDataViewType) throw ColumnErrors.Mismatch("text", Model.Column, "text", ColumnErrors.Describe(type));
        return new ScoreBinding(input, [Model.Column], [Column(nameof(LanguagePrediction.LogProbability), scores => scores.LogProbability), Column(nameof(LanguagePrediction.Perplexity), scores => scores.Perplexity)]);
    }

    private static AddedColumn Column(string name, Func<GptScores, float> of) => new(name, NumberDataViewType.Single, new DataViewSchema.Annotations.Builder().ToAnnotations(),
        current => (ValueGetter<float>)((ref float value) => value = of((GptScores)current().Batch)));

    private void Free()
    {
        _scores.Dispose();
        Model.Network.Dispose();
    }

    private sealed class TextSample
    {
        public string Text { get; set; } = "";
    }
}
