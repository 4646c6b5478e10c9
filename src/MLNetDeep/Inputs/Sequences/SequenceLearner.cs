using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Sequences;

/// <summary>What the training sequences tell.</summary>
/// <param name="Spec">How sequences are read.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="MeanLength">Steps on average, as many as are taken.</param>
/// <param name="LongestRow">The most steps before truncation.</param>
/// <param name="Cut">How many are truncated.</param>
/// <param name="Empty">How many have no steps.</param>
internal sealed record LearntSequences(SequenceSpec Spec, long Rows, double MeanLength, int LongestRow, long Cut, long Empty);

/// <summary>Learns how long sequences are, and which channels have missing values: one pass over the training rows, those kept for validation left out.</summary>
/// <param name="column">The column.</param>
/// <param name="options">How it is taken.</param>
internal sealed class SequenceLearner(string column, SequenceTrainerOptions options)
{
    private readonly bool[] _hasMissing = new bool[options.Channels];
    private long _rows, _steps, _cut, _empty;
    private int _longest;

    /// <summary>Reads the training rows.</summary>
    public static LearntSequences Learn(InputSearch search, string column, SequenceTrainerOptions options)
    {
        var learner = new SequenceLearner(column, options);
        learner.Read(search);
        return learner.Result();
    }

    private void Read(InputSearch search)
    {
        var schema = search.Rows.Schema;
        string?[] wanted = [column, search.Target.Column, search.Target.WeightColumn];
        using var cursor = search.Rows.GetRowCursor(wanted.OfType<string>().Distinct().Select(name => schema[name]));
        var labels = new TargetReader(cursor, search.Target);
        var split = search.Split;
        var numbers = VectorColumn.Floats(cursor, column);
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            if (labels.Read() && !split.Next(labels.Stratum)) Add(numbers());
        }
    }

    // Numbers that are no whole steps are told by the pass that takes rows.
    private void Add(float[] numbers)
    {
        var (steps, channels) = (numbers.Length / options.Channels, options.Channels);
        _rows++;
        _longest = Math.Max(_longest, steps);
        if (steps == 0) _empty++;
        if (steps > options.MaxLength) _cut++;
        var taken = Math.Min(steps, options.MaxLength);
        _steps += Math.Max(1, taken);
        for (var i = 0; i < taken * channels; i++)
            if (!float.IsFinite(numbers[i])) _hasMissing[i % channels] = true;
    }

    private LearntSequences Result()
    {
        var mean = (double)_steps / Math.Max(1, _rows);
        int[] flagged = [.. Enumerable.Range(0, options.Channels).Where(channel => _hasMissing[channel])];
        return new LearntSequences(new SequenceSpec(column, options.Channels, options.MaxLength, flagged, (int)Math.Ceiling(Math.Max(1, mean))), _rows, mean, _longest, _cut, _empty);
    }
}
