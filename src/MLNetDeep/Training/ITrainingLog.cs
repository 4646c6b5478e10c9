namespace MLNetDeep.Training;

/// <summary>Where a training says what it does.</summary>
internal interface ITrainingLog
{
    void Info(string message);

    void Warning(string message);
}
