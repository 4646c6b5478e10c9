namespace MLNetDeep.Training;

/// <summary>Where a training says what it does.</summary>
internal interface ITrainingLog
{
    void Info(string message);

    void Warning(string message);

    /// <summary>Takes note of an epoch that ended, for those who follow progress in numbers.</summary>
    void Epoch(EpochResult result, int maxEpochs);
}
