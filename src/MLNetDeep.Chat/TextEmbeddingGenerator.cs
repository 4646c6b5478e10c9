using Microsoft.Extensions.AI;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Chat;

/// <summary>
/// Embeddings of texts as an <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/>: those that an ML.NET model adds as a column, such as one of <c>ml.Deep().Transforms.Embed</c>, just fitted or
/// loaded. Many threads may use it at once. It does not own the model.
/// </summary>
/// <param name="context">The context.</param>
/// <param name="model">The model.</param>
/// <param name="inputColumnName">The column of texts that the model reads.</param>
/// <param name="outputColumnName">The column of vectors of Single that the model adds.</param>
/// <param name="modelId">What the model is called in answers; null for no name.</param>
public sealed class TextEmbeddingGenerator(MLContext context, ITransformer model, string inputColumnName = "Text", string outputColumnName = "Embedding", string? modelId = null)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly MLContext _context = context ?? throw new ArgumentNullException(nameof(context));
    private readonly ITransformer _model = model ?? throw new ArgumentNullException(nameof(model));
    private readonly EmbeddingGeneratorMetadata _metadata = new("mlnetdeep", defaultModelId: modelId);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Another number of dimensions is asked for than the model gives.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var rows = values.Select(text => new Row { Text = text ?? throw new ArgumentException("A text is null.", nameof(values)) }).ToList();
        return await Task.Run(() => Generate(rows, options, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(_model) ? _model : null;
    }

    /// <summary>Frees nothing: the model belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(List<Row> rows, EmbeddingGenerationOptions? options, CancellationToken cancel)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Text)].ColumnName = inputColumnName;
        var scored = _model.Transform(_context.Data.LoadFromEnumerable(rows, schema));
        var column = scored.Schema.GetColumnOrNull(outputColumnName) ?? throw new InvalidOperationException($"The model adds no column '{outputColumnName}'.");
        if (options?.Dimensions is { } wanted && column.Type is VectorDataViewType { Size: var size } && size != wanted)
            throw new ArgumentException($"{wanted} dimensions were asked for, but the model gives {size}.", nameof(options));
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(rows.Count);
        foreach (var vector in scored.GetColumn<float[]>(column))
        {
            cancel.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(vector) { ModelId = modelId });
        }
        return embeddings;
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }
}
