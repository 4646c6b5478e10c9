using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Persistence;
using MLNetDeep.Runtime;
using MLNetDeep.Scoring;
using MLNetDeep.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep;

/// <summary>
/// A trained network as a step of an ML.NET model. It owns the network: dispose it when the model is no longer used. Many threads may score with it at
/// once. A PredictionEngine disposes it together with itself, unless it is made with <c>new PredictionEngineOptions { OwnsTransformer = false }</c>; what is
/// asked of it afterwards throws <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed class DeepTransformer : ITransformer, IDisposable
{
    private readonly NetworkScorer _scorer;

    internal DeepTransformer(MLContext context, DeepModel model)
    {
        (Context, Model) = (context, model);
        model.Network.eval();
        Lifetime = new Lifetime(nameof(DeepTransformer), Free);
        _scorer = new NetworkScorer(context, model, Lifetime);
    }

    /// <summary>
    /// The network, from raw numbers to raw outputs: the input stage, then the architecture's module. Where ONNX Runtime scores it does so
    /// with a copy from before the first row was scored: weights that are changed afterwards do not show in scores.
    /// </summary>
    public Module<Tensor, Tensor> Module => Model.Network;

    /// <summary>What happened in training.</summary>
    public TrainingHistory History => Model.History;

    /// <summary>A copy of the options it was trained with.</summary>
    public TrainerOptions Options => Model.Options.Clone();

    /// <summary>What each of the scores is about: the classes, labels, targets or quantiles in their order; none where there is one score alone.</summary>
    public IReadOnlyList<string> Classes => Model.Task.Names(Model.Labels);

    /// <summary>What computes the scores: <see cref="ScoringEngine.Onnx"/> or <see cref="ScoringEngine.Torch"/>.</summary>
    public ScoringEngine ScoringEngine => _scorer.Engine;

    /// <summary>The key of the network's architecture.</summary>
    public string ArchitectureKey => Model.Architecture.Key;

    /// <summary>What a row looks like to the network.</summary>
    public InputShape Input => Model.Features.Shape;

    /// <summary>The label it was trained on; scoring does not need it.</summary>
    public string LabelColumnName => Model.LabelColumnName;

    /// <summary>The feature column; of a table all of them, with commas between.</summary>
    public string FeatureColumnName => Model.Features.ColumnName;

    /// <summary>The feature columns.</summary>
    public IReadOnlyList<string> FeatureColumnNames => [.. Model.Features.Columns];

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    internal MLContext Context { get; }

    internal DeepModel Model { get; }

    /// <summary>Until when the network is there.</summary>
    internal Lifetime Lifetime { get; }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(_scorer, input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoreMapper(_scorer, Bind(inputSchema));

    /// <summary>The raw rows of numbers that <see cref="Module"/> takes, as they are read from the columns.</summary>
    /// <param name="input">The rows.</param>
    public IEnumerable<float[]> ReadRows(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Model.Features.Check(input.Schema);
        return RawRows.Read(input, Model.Features);
    }

    /// <summary>
    /// Runs rows through <see cref="Module"/> as one batch, in the mode that it is in: gradients flow where it trains. For looking into a network;
    /// <see cref="Transform"/> is how rows are scored.
    /// </summary>
    /// <param name="input">The rows; they must fit into memory together.</param>
    /// <returns>Raw outputs [rows, outputs]: logits of classes and labels, standardized or restored numbers; the caller's.</returns>
    public Tensor Forward(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Model.Features.Check(input.Schema);
        using var use = Lifetime.Enter();
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var rows = RawRows.ReadAll(input, Model.Features);
        return Model.Network.Run(rows.To(Model.Network.Input.Device)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// A transformer that adds the embedding of each row in place of scores: the vector that the network's last layer stands on, made to length 1 (L2 norm), so that the
    /// dot product of two is their cosine. It has weights of its own and outlives this model; <c>ml.Model.Save</c> saves it. Every network of this product over one input has embeddings,
    /// and so have modules of one's own that are a sequence with a linear layer at its end; of a network over two texts it is that of the first.
    /// </summary>
    /// <param name="outputColumnName">The column to add: a vector of Single of known size.</param>
    /// <param name="inputColumnName">The column of texts to read; that of the training when null.</param>
    /// <exception cref="NotSupportedException">The network has no embeddings.</exception>
    public DeepTransformer ToEmbedding(string outputColumnName = "Embedding", string? inputColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        using var use = Lifetime.Enter();
        return new DeepTransformer(Context, Embeddings.Of(Model, outputColumnName, inputColumnName));
    }

    /// <summary>
    /// The same model with its weights in 8 bits for scoring: what is saved of it is about a quarter as large. Evaluate it beside this one before it is saved, as its scores differ a little. It has weights of its own
    /// and outlives this model; its <see cref="Module"/> keeps them in 32 bits, and so does what <c>ml.Deep().Model.Save</c> writes to be trained further.
    /// </summary>
    /// <exception cref="MLNetDeep.Onnx.OnnxExportException">The network cannot be exported.</exception>
    public DeepTransformer ToInt8()
    {
        using var use = Lifetime.Enter();
        var options = Model.Options.Clone();
        (options.ScoringWeights, options.ScoringEngine) = (ScoringWeights.Int8, ScoringEngine.Onnx);
        var copy = new DeepTransformer(Context, Model.Copy(options));
        try
        {
            _ = copy.ScoringEngine;
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Frees the network, as soon as no thread scores with it any more.</summary>
    public void Dispose() => Lifetime.End();

    void ICanSaveModel.Save(ModelSaveContext ctx) => ModelDelegate.Save(this, ctx);

    private void Free()
    {
        Model.Network.Dispose();
        _scorer.Dispose();
    }

    private ScoreBinding Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Lifetime.Check();
        Model.Features.Check(input);
        return new ScoreBinding(input, Model.Features.Columns, Model.Task.Columns(input, Model.Labels).Select(column => column.ToAdded()).ToList());
    }
}
