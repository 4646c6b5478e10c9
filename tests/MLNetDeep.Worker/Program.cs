// Adds trials to a sweep and runs them, each in a few milliseconds, until a file called 'end' is in the folder of logs and all trials are over:
// MLNetDeep.Worker store sweep folder. What it ended it writes into a log of its own.
using System.Globalization;
using MLNetDeep.AutoML;

// MLNetDeep.Worker isolated store sweep: runs the trials of a sweep, some of which end this process.
if (args is ["isolated", var its, var name])
{
    DangerousSweep.Create().StoredIn(its, name).Work(DangerousSweep.Rows());
    return;
}
const int Reports = 3;
var (location, sweep, folder) = (args[0], args[1], args[2]);
var worker = $"{Environment.ProcessId}-{Guid.NewGuid():N}";
var (log, end) = (Path.Combine(folder, $"{worker}.log"), Path.Combine(folder, "end"));
using ITrialStore store = TrialStore.Create(location, sweep, """{"Seed": 1}""");
while (true)
{
    Trial? added = store.Add(Propose);
    if (store.Take(worker, TimeSpan.FromMilliseconds(500), attempts: 1000) is { } trial)
        Run(trial);
    else if (added is null && store.Read().All(t => t.IsOver))
        return;
    else
        Thread.Sleep(20);
}

(Configuration Configuration, string ProposedBy)? Propose(IReadOnlyList<Trial> trials, int number)
{
    if (trials.Where((t, i) => t.Number != i + 1).Any() || trials.Count != number - 1)
        throw new InvalidOperationException($"The history is broken before trial {number}.");
    return File.Exists(end) ? null : (new Configuration([KeyValuePair.Create("X", (object)number)]), "worker");
}

void Run(Trial trial)
{
    for (int step = 1; step <= Reports; step++)
    {
        Thread.Sleep(2);
        if (store.Report(trial.Number, worker, new TrialReport(0, step, 1.0 / step, step)) == TrialOrder.Lost)
            return;
    }
    double x = (int)trial.Configuration["X"];
    var outcome = new TrialOutcome(TrialState.Completed) { Values = [x * x], Metrics = new Dictionary<string, double> { ["Attempt"] = trial.Attempts } };
    if (store.End(trial.Number, worker, outcome))
    {
        File.AppendAllText(log, string.Create(CultureInfo.InvariantCulture, $"{trial.Number}\n"));
        Console.WriteLine("under way");
    }
}
