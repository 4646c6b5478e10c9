namespace MLNetDeep.Training;

/// <summary>Watches a loss: which epoch is the best, and whether it has been too long since.</summary>
internal sealed class EarlyStopping(int patience)
{
    private double _best = double.PositiveInfinity;
    private int _lastProgress;

    /// <summary>The epoch with the lowest loss; among equals the latest, as the statistics that networks keep have settled most then.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Takes note of an epoch's loss; true when none was lower so far.</summary>
    public bool Report(int epoch, double loss)
    {
        if (!(loss <= _best)) return false; // NaN is never the best
        if (loss < _best) _lastProgress = epoch;
        (_best, BestEpoch) = (loss, epoch);
        return true;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_best);
        writer.Write(BestEpoch);
        writer.Write(_lastProgress);
    }

    public void Load(BinaryReader reader) => (_best, BestEpoch, _lastProgress) = (reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32());

    public bool IsOver(int epoch) => patience > 0 && epoch - _lastProgress >= patience;
}
