using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>
/// A search over contenders and their hyperparameters. Made by <c>ml.Deep().Sweep(task)</c>; each method gives another sweep with that set, and <c>Run</c> runs it.
/// </summary>
public sealed class Sweep
{
    private readonly MLContext _ml;
    private readonly SweepSettings _settings;

    private readonly PredictionTask? _task;
    private readonly string _label;

    internal Sweep(MLContext ml, PredictionTask? task, string label, SweepSettings settings) => (_ml, _task, _label, _settings) = (ml, task, label, settings);

    /// <summary>What takes part: networks by their keys, as <c>tabm</c>, and trainers of ML.NET's own, as <c>lightgbm</c>. Those that suit the data where none is named.</summary>
    public Sweep Over(params string[] keys) => With(_settings with { ContenderKeys = [.. keys] });

    /// <summary>What takes part.</summary>
    public Sweep Over(params Contender[] contenders) => With(_settings with { Contenders = [.. contenders] });

    /// <summary>Who proposes configurations. <see cref="Tuner.Auto"/> behind a portfolio of good configurations by default.</summary>
    public Sweep WithTuner(ITuner tuner) => With(_settings with { Tuner = tuner });

    /// <summary>Who stops trials that are not worth going on. None by default.</summary>
    public Sweep WithPruner(IPruner pruner) => With(_settings with { Pruner = pruner });

    /// <summary>The time that the whole sweep may take, the last training on all rows included. None by default: then the number of trials must be limited.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public Sweep WithBudget(TimeSpan budget) => budget > TimeSpan.Zero ? With(_settings with { Budget = budget }) : throw new ArgumentOutOfRangeException(nameof(budget), $"The budget must be above 0, but was {budget}.");

    /// <summary>The most trials, those that fail included.</summary>
    public Sweep WithMaxTrials(int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        return With(_settings with { MaxTrials = trials });
    }

    /// <summary>Ends the search when the first objective has reached this value.</summary>
    public Sweep WithTarget(double value) => With(_settings with { Target = value });

    /// <summary>The time that one trial may take: networks keep the best epoch so far, other trainers are skipped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public Sweep WithTrialTimeout(TimeSpan timeout) => timeout > TimeSpan.Zero ? With(_settings with { TrialTimeout = timeout }) : throw new ArgumentOutOfRangeException(nameof(timeout), $"The timeout must be above 0, but was {timeout}.");

    /// <summary>What is made large or small; with several of them the result has a Pareto front. The task's main metric by default.</summary>
    public Sweep WithObjectives(params Objective[] objectives) => objectives.Length > 0 ? With(_settings with { Objectives = [.. objectives] }) : throw new ArgumentException("A sweep needs at least one objective.", nameof(objectives));

    /// <summary>A bound that the best trial must keep, as 50 for <c>ScoringMicrosecondsPerRow</c> or 1 for <c>ModelMegabytes</c>.</summary>
    public Sweep WithConstraint(string metric, double maximum) => With(_settings with { Constraints = [.. _settings.Constraints, new Constraint(metric, maximum)] });

    /// <summary>How trials are measured. <see cref="SweepValidation.Auto"/> by default.</summary>
    public Sweep WithValidation(SweepValidation validation) => With(_settings with { Validation = validation ?? throw new ArgumentNullException(nameof(validation)) });

    /// <summary>Trials at once in this process. Networks are trained one at a time in a process; other trainers run beside them. 1 by default.</summary>
    public Sweep InParallel(int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        return With(_settings with { Parallel = trials });
    }

    /// <summary>
    /// Runs trials in processes of their own, as many at once as <see cref="InParallel"/> says: a crash, a kill, or the end that the system makes where memory runs out is one failed trial with its reason, and the
    /// sweep goes on. A process goes on to the next trial while its trials come to their end. One that takes more than its part of <see cref="WithMemoryBudget"/> is ended, and networks are trained side by side.
    /// Without <see cref="StoredIn"/> trials are journaled in a temporary file.
    /// </summary>
    /// <param name="start">
    /// Gives the program to start, such as this one again: it must make the same sweep over the same rows, and call <c>sweep.StoredIn(worker.Store, worker.Name).Work(rows)</c>, which ends by itself. Its standard
    /// streams are used.
    /// </param>
    public Sweep Isolated(Func<TrialWorker, System.Diagnostics.ProcessStartInfo> start) => With(_settings with { Isolation = start ?? throw new ArgumentNullException(nameof(start)) });

    /// <summary>
    /// The memory that all trials at once may take, in bytes: each gets its part. By default 80 % of what the machine or its container has. A trial that would take more by an estimate is not begun, and is a
    /// skipped row with the reason; docs/automl.md has the rules of that.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public Sweep WithMemoryBudget(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return With(_settings with { MemoryBudget = bytes });
    }

    /// <summary>
    /// The GPU memory that a network may take, in bytes, where it is trained on one: a trial that would take more by an estimate is not begun. Nothing by default: batches that do not fit are computed in parts.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public Sweep WithGpuMemoryBudget(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return With(_settings with { GpuMemoryBudget = bytes });
    }

    /// <summary>Where trials are journaled, so that a sweep that was killed goes on where it was: a file (SQLite), or a PostgreSQL database. In memory by default.</summary>
    /// <param name="location">As <see cref="TrialStore"/> takes it.</param>
    /// <param name="name">The name of the sweep in that store.</param>
    public Sweep StoredIn(string location, string name = "sweep") => With(_settings with { Store = location, Name = name });

    /// <summary>The most members of the ensemble that is made of the best trials, where that is better on the validation rows; 1 for none. 12 by default.</summary>
    public Sweep WithEnsemble(int members)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        return With(_settings with { EnsembleSize = members });
    }

    /// <summary>Whether the best is trained anew on all rows. Else the model of its validation is taken, or the mean of those of the folds. True by default.</summary>
    public Sweep WithRefit(bool isRefitted) => With(_settings with { Refits = isRefitted });

    /// <summary>The same seed gives the same folds, proposals and trainings. 1 by default.</summary>
    public Sweep WithSeed(int seed) => With(_settings with { Seed = seed });

    /// <summary>The columns to learn from. Every one of a type that suits by default, beside the label and the group; none where <see cref="WithImages"/> or <see cref="WithText"/> names some.</summary>
    public Sweep WithFeatures(params string[] featureColumnNames) => With(_settings with { FeatureColumnNames = featureColumnNames.Length > 0 ? [.. featureColumnNames] : null });

    /// <summary>The column of images to learn from: MLImage, paths of files, or encoded bytes. Beside other columns see <see cref="WithText"/>.</summary>
    public Sweep WithImages(string imageColumnName) => With(_settings with { ImageColumnName = imageColumnName });

    /// <summary>
    /// The column of text to learn from, by networks for text, and by other trainers on its n-grams (FeaturizeText). Several columns of text, or texts beside images (<see cref="WithImages"/>) or a table
    /// (<see cref="WithFeatures"/>), are learnt from together: by <c>combined</c>, by <c>sentencepair</c> where they are two texts alone, and by ML.NET's trainers on one vector of all.
    /// </summary>
    public Sweep WithText(params string[] textColumnNames) => With(_settings with { TextColumnNames = textColumnNames.Length > 0 ? [.. textColumnNames] : null });

    /// <summary>
    /// The column of sounds to learn from: paths of WAV files, their bytes, or samples. Other trainers than networks for sounds get the log-mel frames of the middle second, at 16,000 Hz unless stated.
    /// </summary>
    /// <param name="soundColumnName">The column.</param>
    /// <param name="sampleRate">The rate in Hz that sounds are resampled to, and that samples have; 0 for their own.</param>
    public Sweep WithSounds(string soundColumnName, int sampleRate = 0) => With(_settings with { Sound = new SoundColumn(soundColumnName, sampleRate) });

    /// <summary>
    /// Rows are graphs: networks for graphs learn from their nodes and edges, other trainers from a bag of tags, numbers of nodes and edges, and sums and means of numbers, without who is linked with whom. Where nothing else is
    /// named, rows with the columns that <see cref="GraphTrainerOptions"/> names by default are taken as graphs unasked.
    /// </summary>
    /// <param name="columns">What the columns are called, and whether edges go both ways; nothing else in it plays a part. Defaults when null.</param>
    public Sweep WithGraphs(GraphTrainerOptions? columns = null) => With(_settings with { Graph = columns ?? new GraphTrainerOptions() });

    /// <summary>Called after each trial, on the thread that ran it.</summary>
    public Sweep OnProgress(Action<SweepProgress> tell) => With(_settings with { OnProgress = tell });

    /// <summary>Lets another thread act on the sweep while it runs.</summary>
    public Sweep WithControl(SweepControl control) => With(_settings with { Control = control });

    /// <summary>Called with the model of each trial that is the best so far: a usable model whatever happens later. The model belongs to the sweep.</summary>
    public Sweep OnBest(Action<Trial, ITransformer> keep) => With(_settings with { OnBest = keep });

    /// <summary>Searches, combines the best trials, and trains the result on all rows.</summary>
    /// <param name="data">The rows, with the label as the task wants it.</param>
    /// <param name="cancel">Ends the search; what was found so far is the result.</param>
    /// <exception cref="ArgumentException">The label, columns, contenders or objectives do not suit; or there is neither a budget nor a number of trials.</exception>
    /// <exception cref="SweepException">No trial was completed; the message has the reasons.</exception>
    public SweepResult Run(IDataView data, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!_settings.Ends)
            throw new ArgumentException("A sweep needs a budget, a number of trials, or a tuner that comes to an end: it would never end.");
        return new SweepRun(_ml, Plan(data), _settings, data, cancel).Run();
    }

    /// <summary>
    /// Works on a stored sweep beside other processes, on this machine or others: takes trials and adds new ones until the limits are reached. The sweep is created where it is
    /// not there. Where this worker has neither a budget nor a number of trials, it goes by those of the process that ran the sweep last. No result is made: <see cref="Run(IDataView, CancellationToken)"/> of any process makes it.
    /// </summary>
    /// <param name="data">The same rows as in the other processes.</param>
    /// <param name="cancel">Ends the work; the trial in progress waits for another worker.</param>
    /// <returns>How many trials this process ended.</returns>
    /// <exception cref="ArgumentException">Neither this worker nor the sweep has an end.</exception>
    /// <exception cref="InvalidOperationException">The sweep is not stored, or is there with another definition.</exception>
    public int Work(IDataView data, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (_settings.Store is null)
            throw new InvalidOperationException("Several processes work on a sweep by its store: name it by StoredIn.");
        return new SweepRun(_ml, Plan(data), _settings, data, cancel).Work();
    }

    /// <summary>The same with a time budget.</summary>
    /// <inheritdoc cref="Run(IDataView, CancellationToken)"/>
    /// <param name="data">The rows.</param>
    /// <param name="budget">The time that the whole sweep may take.</param>
    /// <param name="cancel">Ends the search; what was found so far is the result.</param>
    public SweepResult Run(IDataView data, TimeSpan budget, CancellationToken cancel = default) => WithBudget(budget).Run(data, cancel);

    /// <summary>Searches, and makes no model of what was found.</summary>
    internal SweepFind Search(IDataView data, CancellationToken cancel) => new SweepRun(_ml, Plan(data), _settings, data, cancel).Search();

    /// <summary>What is noted in the store for other processes, such as where the data are.</summary>
    internal Sweep WithSource(System.Text.Json.Nodes.JsonObject source) => With(_settings with { Source = source });

    private LabelPlan Plan(IDataView data) => _task is null ? LabelPlan.Of(_ml, data, _label) : new LabelPlan(_task, "as stated", null);

    private Sweep With(SweepSettings settings) => new(_ml, _task, _label, settings);
}
