namespace MLNetDeep.AutoML;

/// <summary>
/// Where the trials of one sweep are journaled, so that nothing is lost when a process dies. Every method is one transaction; a store may be used by several threads,
/// and by several processes at once where its kind allows that.
/// </summary>
public interface ITrialStore : IDisposable
{
    /// <summary>The definition of the sweep as JSON: data, task, contenders, space, tuner, seed. Never holds passwords.</summary>
    string Definition { get; }

    /// <summary>All trials in the order of their numbers, with their reports.</summary>
    IReadOnlyList<Trial> Read();

    /// <summary>Adds a trial that waits, unless there are as many as the sweep may have.</summary>
    /// <param name="propose">
    /// Is given the trials so far and the number of the new one, and gives its configuration and who proposed it; null ends the sweep's proposals. Called outside of the transaction: where another
    /// process took the number meanwhile it is called again.
    /// </param>
    /// <param name="maximum">The most trials that there may be; failed ones count.</param>
    /// <returns>The trial; null where there is none to add.</returns>
    Trial? Add(Func<IReadOnlyList<Trial>, int, (Configuration Configuration, string ProposedBy)?> propose, int maximum = int.MaxValue);

    /// <summary>Takes the first trial that waits, or that a worker began which gave no sign of life for so long. No two workers get the same one.</summary>
    /// <param name="worker">The name of the worker, unique.</param>
    /// <param name="silence">How long a worker must have been silent to count as dead.</param>
    /// <param name="attempts">How often a trial is begun at most: one that was begun so often and never ended is marked as failed.</param>
    /// <returns>The trial, its reports of before removed; null where none waits.</returns>
    Trial? Take(string worker, TimeSpan silence, int attempts = 3);

    /// <summary>A sign of life.</summary>
    /// <returns>What is asked of the worker; <see cref="TrialOrder.Lost"/> where the trial is no longer its own.</returns>
    TrialOrder Beat(int number, string worker);

    /// <summary>Journals a report.</summary>
    /// <returns>What is asked of the worker.</returns>
    TrialOrder Report(int number, string worker, TrialReport report);

    /// <summary>Journals how a trial ended, with everything measured. Only the worker that holds it may; a second time does nothing.</summary>
    /// <returns>Whether it was journaled.</returns>
    bool End(int number, string worker, TrialOutcome outcome);

    /// <summary>Asks that a trial be skipped: one that waits at once, one that runs at its next report.</summary>
    /// <returns>Whether there is such a trial that is not over.</returns>
    bool Skip(int number);

    /// <summary>Lets a trial wait again that was cut short, as when the user stops the sweep. Begun so, it does not count towards the attempts of <see cref="Take"/>.</summary>
    void Release(int number, string worker);

    /// <summary>Whether the sweep is stopped: nothing is added or taken, while trials that run go on.</summary>
    bool IsStopped { get; }

    /// <summary>The limits that the process which runs the sweep stated last: those of workers that have none of their own.</summary>
    SweepLimits Limits { get; set; }

    /// <summary>Stops the sweep, for all processes that work on it.</summary>
    void Stop();

    /// <summary>Lets a stopped sweep go on.</summary>
    void Resume();

    /// <summary>The workers that are at a trial now, by its number, and how long they gave no sign of life.</summary>
    IReadOnlyList<WorkerSign> Workers();

    /// <summary>Keeps a file with a trial, such as its out-of-fold predictions, compressed. One of that name is replaced; all are gone when the trial is taken again.</summary>
    /// <param name="number">The number of the trial.</param>
    /// <param name="name">The name of the file within the trial.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="ArgumentException">There is no such trial.</exception>
    void Keep(int number, string name, byte[] content);

    /// <summary>A file that was kept with a trial; null where there is none.</summary>
    byte[]? Kept(int number, string name);
}

/// <summary>When a sweep ends.</summary>
/// <param name="MaxTrials">The most trials; null for any number.</param>
/// <param name="Ends">When its time is up; null for no such time.</param>
public sealed record SweepLimits(int? MaxTrials, DateTimeOffset? Ends);

/// <summary>A worker at its trial.</summary>
/// <param name="Number">The number of the trial.</param>
/// <param name="Worker">The name of the worker.</param>
/// <param name="Silence">How long it gave no sign of life, by the clock of the store.</param>
public sealed record WorkerSign(int Number, string Worker, TimeSpan Silence);

/// <summary>What is asked of a worker at its trial.</summary>
public enum TrialOrder
{
    /// <summary>To go on.</summary>
    GoOn,

    /// <summary>To skip it: the user asked for that.</summary>
    Skip,

    /// <summary>To leave it: another worker has it, or it is over.</summary>
    Lost,
}

/// <summary>How a trial ended.</summary>
/// <param name="State">Completed, Pruned, Failed or Skipped.</param>
public sealed record TrialOutcome(TrialState State)
{
    /// <summary>The value of each objective; empty unless it is completed.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>For each constraint by how much it is broken; 0 or less where it is kept.</summary>
    public IReadOnlyList<double> Violations { get; init; } = [];

    /// <summary>Every metric that was measured, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Why it failed, was pruned or skipped.</summary>
    public string? Reason { get; init; }
}
