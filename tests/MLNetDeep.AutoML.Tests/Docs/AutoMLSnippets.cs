using System.Diagnostics;
using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Docs;

/// <summary>The code that the page on AutoML shows, compiled.</summary>
internal static class AutoMLSnippets
{
    public static void OneCall(IDataView train, IDataView test)
    {
        #region automl-call
        var ml = new MLContext(seed: 1);
        SweepResult result = ml.Deep().AutoML("Label").Run(train, TimeSpan.FromMinutes(10));

        ml.Model.Save(result.Model, train.Schema, "best.zip"); // loads with ml.Model.Load, as any other
        result.WriteReport("report.html");
        Console.WriteLine($"{result.Task.Key}, for {result.TaskReason}: accuracy {result.Evaluate(test)["Accuracy"]:P1}");
        #endregion
    }

    public static void Whole(MLContext ml, IDataView train, CancellationToken stop)
    {
        #region automl-sweep
        var task = PredictionTask.Multiclass("Label");
        SweepResult result = ml.Deep().Sweep(task)
            .Over(
                Contender.Deep("tabm", o => o.MaxEpochs = 20),
                Contender.Classical(task, "lightgbm"),
                Contender.Of("mine", new SearchSpace([new RealHyperparameter("L2", 1e-4, 1, log: true)]), c =>
                    c.Context.Transforms.Concatenate("Features", "Length", "Width")
                        .Append(c.Context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", l2Regularization: (float)(double)c.Configuration["L2"]))))
            .WithTuner(Tuner.Tpe())
            .WithPruner(Pruner.Asha())
            .WithValidation(SweepValidation.Folds(5))
            .WithObjectives(new Objective("LogLoss", Maximize: false))
            .WithConstraint("ScoringMicrosecondsPerRow", 50)
            .WithBudget(TimeSpan.FromMinutes(30))
            .StoredIn("sweep.db")
            .OnProgress(p => Console.WriteLine($"{p.Trials.Count} trials, best {p.Best?.Values[0]:0.000}"))
            .Run(train, stop);
        foreach (Trial trial in result.Leaderboard.Take(3))
            Console.WriteLine($"{trial.Number} {trial.Values[0]:0.000} {trial.Configuration}");
        #endregion
    }

    public static void OtherProcesses(MLContext ml, IDataView rows, string[] args)
    {
        #region isolated
        Sweep sweep = ml.Deep().Sweep(PredictionTask.Binary("IsOver50K")).Over("tabm", "lightgbm").WithMaxTrials(50);
        if (args is ["work", var store, var name])
        {
            sweep.StoredIn(store, name).Work(rows);
            return;
        }
        SweepResult result = sweep.InParallel(2).WithMemoryBudget(8_000_000_000)
            .Isolated(worker => new ProcessStartInfo(Environment.ProcessPath!, ["work", worker.Store, worker.Name]))
            .Run(rows);
        #endregion
    }
}
