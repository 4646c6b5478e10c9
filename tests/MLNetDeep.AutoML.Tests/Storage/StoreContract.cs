namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>What every kind of store must do. Its parts are in files by subject.</summary>
public abstract partial class StoreContract
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    /// <summary>The store under test.</summary>
    protected ITrialStore Store { get; private set; } = null!;

    /// <summary>The same store as another process has it; in memory the same object.</summary>
    protected ITrialStore Other { get; private set; } = null!;

    [TestInitialize]
    public void Begin()
    {
        Store = Make();
        Other = Again() ?? Store;
    }

    [TestCleanup]
    public void Close()
    {
        Store?.Dispose();
        Other?.Dispose();
        CleanUp();
    }

    /// <summary>Makes a sweep.</summary>
    protected abstract ITrialStore Make();

    /// <summary>Opens the sweep again; null where that cannot be.</summary>
    protected abstract ITrialStore? Again();

    /// <summary>Removes what was made.</summary>
    protected virtual void CleanUp()
    {
    }

    /// <summary>Adds a trial proposed by 'other' while a proposal is made.</summary>
    protected virtual void AddBeside() => Other.Add((_, number) => (Numbered(number), "other"));

    private Trial Add(int maximum = int.MaxValue) => Store.Add((_, number) => (Numbered(number), "random"), maximum)!;

    private Trial Started(string worker = "a", int attempts = 3)
    {
        Add();
        return Store.Take(worker, _hour, attempts)!;
    }

    private static Configuration Numbered(int number) => new([KeyValuePair.Create("N", (object)number)]);

    private static TrialReport Step(int step, double value = 0.5, int fold = 0) => new(fold, step, value, step * 1.5);

    private static TrialOutcome Completed(params double[] values) => new(TrialState.Completed) { Values = values };
}
