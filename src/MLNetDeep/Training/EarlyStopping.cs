namespace MLNetDeep.Training;

/// <summary>Watches a loss: which epoch is the best, and whether it has been too long since.</summary>
internal sealed class EarlyStopping(int patience)
{
    private int _lastProgress;

    /// <summary>The lowest loss.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>The epoch with the lowest loss; among equals the latest, as the statistics that networks keep have settled most then.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Takes note of an epoch's loss; true when none was lower so far.</summary>
    public bool Report(int epoch, double loss)
    {
        if (!(loss <= Best)) return false; // NaN is never the best
        if (loss < Best) _lastProgress = epoch;
        (Best, BestEpoch) = (loss, epoch);
        return true;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Best);
        writer.Write(BestEpoch);
        writer.Write(_lastProgress);
    }

    public void Load(BinaryReader reader) => (Best, BestEpoch, _lastProgress) = (reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32());

    public bool IsOver(int epoch) => patience > 0 && epoch - _lastProgress >= patience;
}
