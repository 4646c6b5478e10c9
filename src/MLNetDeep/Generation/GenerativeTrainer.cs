using Microsoft.ML;
using MLNetDeep.Generation;
using MLNetDeep.Runtime;
using MLNetDeep.Tasks;

namespace MLNetDeep;

/// <summary>Trains a generative model, as a step of an ML.NET pipeline. Made by <c>mlContext.Deep().Generative</c>.</summary>
public sealed class GenerativeTrainer : IEstimator<GenerativeTransformer>
{
    private readonly MLContext _context;
    private readonly GenerativeTraining _training;
    private readonly string _number;
    private readonly string[] _vectors;

    internal GenerativeTrainer(MLContext context, GenerativeTraining training, string number, params string[] vectors) =>
        (_context, _training, _number, _vectors) = (context, training, number, vectors);

    /// <summary>A copy of the options.</summary>
    public GenerativeTrainerOptions Options => _training.Options;

    /// <summary>Trains on these rows.</summary>
    /// <param name="input">Rows with the column of images or numbers, and that of the condition where one is named.</param>
    public GenerativeTransformer Fit(IDataView input)
    {
        using var trained = _training.Fit(input);
        return new GenerativeTransformer(new GenerativeSteps(trained.Model), trained);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _training.Check(inputSchema);
        var number = _context.Transforms.CopyColumns(_number, SavedColumns.Number)
            .GetOutputSchema(_context.Transforms.CustomMapping<AnyRow, RowNumber>((_, _) => { }, null).GetOutputSchema(inputSchema)).Single(column => column.Name == _number);
        SchemaShape.Column[] added = [.. _vectors.Select(name => PromisedColumns.Numbers(_context, inputSchema, name)), number];
        return new SchemaShape(inputSchema.Where(column => added.All(own => own.Name != column.Name)).Concat(added));
    }
}
