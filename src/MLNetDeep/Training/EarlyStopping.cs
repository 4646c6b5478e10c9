namespace MLNetDeep.Training;

/// <summary>Watches a loss: which epoch is the best, and whether it has been too long since.</summary>
internal sealed class EarlyStopping(int patience)
{
    private double _best = double.PositiveInfinity;

    public int BestEpoch { get; private set; }

    /// <summary>Takes note of an epoch's loss; true when it is the best so far.</summary>
    public bool Report(int epoch, double loss)
    {
        if (!(loss < _best)) return false; // NaN is never the best
        (_best, BestEpoch) = (loss, epoch);
        return true;
    }

    public bool IsOver(int epoch) => patience > 0 && epoch - BestEpoch >= patience;
}
