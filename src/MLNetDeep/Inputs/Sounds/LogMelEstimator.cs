using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs;
using MLNetDeep.Inputs.Sounds;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// Turns sounds into log-mel frames: made by <see cref="DeepTransformsCatalog.LogMel"/>. What it is fitted to is a chain of ML.NET's own steps and mappings of MLNetDeep.Runtime, so that a saved model needs no more
/// than these. Nothing is learnt from the rows.
/// </summary>
public sealed class LogMelEstimator : IEstimator<ITransformer>
{
    private const string Role = "input";
    private readonly MLContext _context;
    private readonly string _output, _input;
    private readonly LogMelOptions _options;

    internal LogMelEstimator(MLContext context, string outputColumnName, string inputColumnName, LogMelOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        (_context, _output, _input, _options) = (context, outputColumnName, inputColumnName, options.Checked());
    }

    /// <summary>Makes the transform; no row is read.</summary>
    /// <param name="input">Rows with the column of sounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds no sounds.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var source = Check(ColumnForm.Of(ColumnChecks.Find(input.Schema, Role, _input).Type));
        var mel = LogMelOptionChecks.Settings(_options, _options.SampleRate);
        var frames = _options.Seconds > 0 ? mel.FramesOf((long)Math.Ceiling(_options.Seconds * mel.SampleRate)) : 0;
        var steps = new StepList(SoundSteps.SampleRow(_context, _input, source));
        SoundSteps.Add(_context, steps, _input, source, mel, frames, _options.Normalize ? SoundRow.Standardized : 0);
        if (frames > 0) SettingsGraph.AddLength(_context, steps, SavedColumns.Features, _output, frames * mel.Bands);
        else steps.Add(_context.Transforms.CopyColumns(_output, SavedColumns.Features));
        steps.Add(_context.Transforms.DropColumns([.. SoundSteps.Helpers]));
        return steps.ToChain();
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(ColumnForm.Of(ColumnChecks.Find(inputSchema, Role, _input)));
        // Columns of a promised schema can only be borrowed: those of mappings.
        return _options.Seconds > 0
            ? _context.Transforms.CustomMapping<AnyRow, SoundStart>(SoundStartMapping.Map, SoundStartMapping.Contract)
                .Append(_context.Transforms.CopyColumns(_output, SavedColumns.SoundStart)).Append(_context.Transforms.DropColumns(SavedColumns.SoundStart)).GetOutputSchema(inputSchema)
            : _context.Transforms.CustomMapping<AnyRow, SoundFrames>((_, frames) => frames.Frames = [], null)
                .Append(_context.Transforms.CopyColumns(_output, SavedColumns.Features)).Append(_context.Transforms.DropColumns(SavedColumns.Features)).GetOutputSchema(inputSchema);
    }

    private SoundSource Check(ColumnForm form) =>
        SoundSources.Of(form) ?? throw ColumnErrors.Mismatch(Role, _input, string.Join(" or ", SoundSources.Forms), form.Text);
}
