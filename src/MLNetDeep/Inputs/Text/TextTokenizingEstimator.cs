using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// Cuts texts into tokens: made by <see cref="DeepTransformsCatalog.TokenizeText"/>. What it is fitted to is a chain of ML.NET's own steps and mappings of
/// MLNetDeep.Runtime, so that a saved model needs no more than these.
/// </summary>
public sealed class TextTokenizingEstimator : IEstimator<ITransformer>
{
    private const string Role = "input";
    private readonly MLContext _context;
    private readonly string _output, _input;
    private readonly TextTokenizingOptions _options;

    internal TextTokenizingEstimator(MLContext context, string outputColumnName, string inputColumnName, TextTokenizingOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        (_context, _output, _input, _options) = (context, outputColumnName, inputColumnName, options.Checked());
    }

    /// <summary>Learns the vocabulary, or reads the tokenizer's file.</summary>
    /// <param name="input">Rows with the column of texts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds no texts.</exception>
    /// <exception cref="InvalidOperationException">There are no tokens to be learnt.</exception>
    /// <exception cref="InvalidDataException">The tokenizer's file is none of its kind.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(ColumnForm.Of(ColumnChecks.Find(input.Schema, Role, _input).Type));
        var settings = TextLearner.Learn(input, _input, _options);
        var tokens = TextTokenizer.Create(settings).Tokens.OfType<string>().Where(token => token.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (tokens.Count == 0)
            throw new InvalidOperationException($"No token occurs in column '{_input}' at least {_options.MinTokenCount} times ({nameof(TextTokenizingOptions.MinTokenCount)}), so that there is nothing to learn.");
        var steps = new StepList(TokenizerSteps.SampleRow(_context, _input));
        TokenizerSteps.Add(_context, steps, _input, settings);
        steps.Add(_context.Transforms.CustomMapping<TextRow, TextParts>(TextPartsMapping.Map, TextPartsMapping.Contract));
        var values = _context.Data.LoadFromEnumerable(tokens.Select(token => new Token { Value = token }));
        steps.Add(_context.Transforms.Conversion.MapValueToKey(_output, SavedColumns.TextParts, keyData: values));
        steps.Add(_context.Transforms.DropColumns([.. TokenizerSteps.Helpers, SavedColumns.TextParts]));
        return steps.ToChain();
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(ColumnForm.Of(ColumnChecks.Find(inputSchema, Role, _input)));
        // Columns of a promised schema can only be borrowed: words of ML.NET's own are a vector of texts of any length, too.
        var words = _context.Transforms.Text.TokenizeIntoWords(_output, _input).GetOutputSchema(inputSchema);
        return _context.Transforms.Conversion.MapValueToKey(_output).GetOutputSchema(words);
    }

    private void Check(ColumnForm form)
    {
        if (form is not { IsKey: false, IsVector: false, Item: TextDataViewType }) throw ColumnErrors.Mismatch(Role, _input, "text", form.Text);
    }

    private sealed class Token
    {
        public string Value { get; set; } = "";
    }
}
