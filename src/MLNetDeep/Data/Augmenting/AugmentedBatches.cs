namespace MLNetDeep.Data.Augmenting;

/// <summary>
/// Rows that are changed anew in each pass that has an order, by another thread that stays a few batches ahead; a pass in the
/// order of the data gives rows as they are. Changes depend on the order's random numbers and on the place of a row in the pass
/// alone: not on threads, and not on where a training was interrupted.
/// </summary>
/// <param name="rows">The rows; they stay their owner's.</param>
/// <param name="pictures">What is done to pictures; null for nothing.</param>
/// <param name="mixer">How rows are mixed; null for not at all.</param>
internal sealed class AugmentedBatches(IBatchSource rows, PictureBatches? pictures, BatchMixer? mixer) : IBatchSource
{
    private const int Ahead = 3;

    public long Rows => rows.Rows;

    public bool IsStreamed => rows.IsStreamed;

    /// <summary>The rows changed as options ask; the rows themselves where nothing is asked.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="spec">What they hold.</param>
    /// <param name="statistics">What pictures are like; null for tables, of which nothing need be known.</param>
    /// <param name="options">What is asked.</param>
    public static IBatchSource Of(IBatchSource rows, FeatureSpec spec, FeatureStatistics? statistics, TrainerOptions options)
    {
        var pictures = options is ImageTrainerOptions image && spec.Shape is ImageShape shape ? Pictures(image, shape, spec, statistics!) : null;
        var cutmix = options is ImageTrainerOptions { Cutmix: var alpha } ? alpha : 0;
        var mixer = options.Mixup > 0 || cutmix > 0 ? new BatchMixer(options.Mixup, cutmix, spec.Shape) : null;
        return pictures is null && mixer is null ? rows : new AugmentedBatches(rows, pictures, mixer);
    }

    public long BatchCount(int batchSize) => rows.BatchCount(batchSize);

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel) =>
        order is null ? rows.Pass(batchSize, null, cancel) : ReadAhead.Run(stop => Change(batchSize, order, stop), Ahead, cancel);

    public void Dispose()
    {
    }

    private IEnumerable<Batch> Change(int batchSize, Random order, CancellationToken stop)
    {
        var pass = order.NextInt64();
        var (row, number) = (0L, 0L);
        foreach (var batch in rows.Pass(batchSize, order, stop))
        {
            var first = row;
            row += batch.Rows; // once handed on, it may be gone
            yield return Change(batch, pass, first, number++);
        }
    }

    private Batch Change(Batch batch, long pass, long row, long number)
    {
        try
        {
            pictures?.Change(batch.Features, pass, row);
            return mixer?.Mix(batch, pass, number) ?? batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    private static PictureBatches? Pictures(ImageTrainerOptions options, ImageShape shape, FeatureSpec spec, FeatureStatistics statistics)
    {
        var settings = PictureSettings.Of(options);
        if (settings.IsNone) return null;
        var range = spec.IsBytes || !settings.NeedsRange ? PixelRange.Bytes : PixelRange.Of(statistics.Smallest, statistics.Largest);
        return new PictureBatches(settings, shape, range, statistics.Means(), options.Threads);
    }
}
