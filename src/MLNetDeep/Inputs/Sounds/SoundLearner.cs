using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>
/// Goes once through all training sounds, those kept for validation left out, on all cores: what lengths and sample rates they have, and how many are silent. Those that cannot be read are passed over: reading all
/// rows names them.
/// </summary>
internal sealed class SoundLearner
{
    // At most so many samples are decoded at once.
    private const int Block = 256;
    private readonly List<(double Seconds, int SampleRate, int Channels, bool IsSilent)> _found = [];

    /// <summary>Training rows, those with sounds that cannot be read included.</summary>
    public long Rows { get; private set; }

    /// <summary>Sounds that could be read.</summary>
    public int Count => _found.Count;

    /// <summary>Sounds of nothing but zeros.</summary>
    public int Silent => _found.Count(sound => sound.IsSilent);

    /// <summary>Sounds of several channels.</summary>
    public int Mixed => _found.Count(sound => sound.Channels > 1);

    /// <summary>The shortest and the longest sound.</summary>
    public (double Least, double Most) Seconds => Count == 0 ? (0, 0) : (_found.Min(sound => sound.Seconds), _found.Max(sound => sound.Seconds));

    /// <summary>The sample rate of most sounds, the higher one of two that are as frequent; 0 where there are no sounds.</summary>
    public int SampleRate => _found.GroupBy(sound => sound.SampleRate).OrderByDescending(rate => rate.Count()).ThenByDescending(rate => rate.Key).FirstOrDefault()?.Key ?? 0;

    /// <summary>Sounds of another sample rate.</summary>
    public int OfOtherRate(int rate) => _found.Count(sound => sound.SampleRate != rate);

    /// <summary>Sounds that are longer.</summary>
    public int Longer(double seconds) => _found.Count(sound => sound.Seconds > seconds);

    /// <summary>The length that a share of the sounds does not exceed.</summary>
    public double Quantile(double share)
    {
        double[] sorted = [.. _found.Select(sound => sound.Seconds).Order()];
        return sorted.Length == 0 ? 1 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>Reads the training sounds.</summary>
    /// <param name="search">Where they are.</param>
    /// <param name="column">Their column.</param>
    /// <param name="source">What it holds.</param>
    /// <param name="sampleRate">The rate of samples.</param>
    public static SoundLearner Read(InputSearch search, string column, SoundSource source, int sampleRate)
    {
        var (learner, view) = (new SoundLearner(), search.Rows);
        List<string?> wanted = [column, search.Target.Column, search.Target.WeightColumn];
        using var cursor = view.GetRowCursor(wanted.OfType<string>().Distinct().Select(name => view.Schema[name]));
        var labels = new TargetReader(cursor, search.Target);
        var take = SoundGetter.Open(cursor, view.Schema[column], source);
        var block = new List<object?>(Block);
        while (cursor.MoveNext())
        {
            search.Options.CancellationToken.ThrowIfCancellationRequested();
            if (!labels.Read() || search.Split.Next(labels.Stratum)) continue;
            block.Add(take());
            if (block.Count == Block) learner.Add(block, sampleRate);
        }
        learner.Add(block, sampleRate);
        return learner;
    }

    private void Add(List<object?> block, int sampleRate)
    {
        Rows += block.Count;
        var found = new (double, int, int, bool)?[block.Count];
        Parallel.For(0, block.Count, i =>
        {
            try
            {
                var sound = SoundGetter.Decode(block[i], sampleRate);
                found[i] = (sound.Seconds, sound.SampleRate, sound.Channels, sound.IsSilent);
            }
            catch (ContentException)
            {
                found[i] = null;
            }
        });
        _found.AddRange(found.OfType<(double, int, int, bool)>());
        block.Clear();
    }
}
