#nullable disable
using Microsoft.ML;
using Microsoft.ML.AutoML;
using static MLNetDeep.AutoML.Experiments.Tests.Golden.Cases;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>The code of recorded cases. A name is that of its case.</summary>
internal static class StopCases
{
    public static object cancel_before()
    {
        var log = new List<string>(); var cts = new CancellationTokenSource(); cts.Cancel();
        return new { result = Try("RunAsync", () => Exp(log, (s, ct) => Result(s, 1)).RunAsync(cts.Token).GetAwaiter().GetResult()), log };
    }

    public static object cancel_during()
    {
        object One(int id, bool obey)
        {
            var log = new List<string>(); var cts = new CancellationTokenSource();
            var e = Exp(log, (s, ct) =>
            {
                if (s.TrialId != id) return Result(s, 5 - s.TrialId);
                log.Add("cancelled before " + ct.IsCancellationRequested); cts.Cancel(); log.Add("cancelled after " + ct.IsCancellationRequested);
                if (obey) ct.ThrowIfCancellationRequested();
                return Result(s, 5 - s.TrialId);
            }, max: 5);
            return new { result = Try("RunAsync", () => e.RunAsync(cts.Token).GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        return new { firstObeys = One(0, true), firstIgnores = One(0, false), secondObeys = One(1, true), secondIgnores = One(1, false) };
    }

    public static object cancel_elsewhere()
    {
        object One(string at)
        {
            var log = new List<string>(); var cts = new CancellationTokenSource();
            var e = Exp(log, (s, ct) => { log.Add("token cancelled " + ct.IsCancellationRequested); return Result(s, 5 - s.TrialId); }, max: 5,
                propose: s => { if (at == "Propose" && s.TrialId == 1) cts.Cancel(); return P(0); },
                on: (what, s) => { if (what == at && s.TrialId == 1) cts.Cancel(); },
                update: r => { if (at == "Update" && r.TrialSettings.TrialId == 1) cts.Cancel(); });
            return new { result = Try("RunAsync", () => e.RunAsync(cts.Token).GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        return new { propose = One("Propose"), running = One("Running"), completed = One("Completed"), update = One("Update"), best = One("Best") };
    }

    public static object cancel_other_exception()
    {
        var log = new List<string>(); var cts = new CancellationTokenSource();
        var e = Exp(log, (s, ct) => { if (s.TrialId == 1) { cts.Cancel(); throw new InvalidOperationException("boom"); } return Result(s, 1); });
        return new { result = Try("RunAsync", () => e.RunAsync(cts.Token).GetAwaiter().GetResult().TrialSettings.TrialId), log };
    }

    public static object pipeline_runner_cancelled()
    {
        object One(int at, bool obey)
        {
            var log = new List<string>(); var ml = new MLContext(1); var cts = new CancellationTokenSource(); var fits = 0;
            var stage = new SweepableEstimator((c, p) => new DelegateEstimator(d => { log.Add("fit"); if (fits++ == at) { cts.Cancel(); if (obey) throw new OperationCanceledException("obeyed"); } return new Spy(c, new List<string>(), "", 1).Fit(d); }, new Spy(c, new List<string>(), "", 1)), OneDouble());
            var e = ml.Auto().CreateExperiment().SetPipeline(ml.Transforms.CopyColumns("Z", "X").Append(stage)).SetDataset(Rows(ml, 10), Rows(ml, 5)).SetRegressionMetric(RegressionMetric.RootMeanSquaredError).SetMonitor(new LogMonitor(log)).SetMaxModelToExplore(3);
            return new { result = Try("RunAsync", () => e.RunAsync(cts.Token).GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        return new { firstObeys = One(0, true), firstIgnores = One(0, false), secondObeys = One(1, true), secondIgnores = One(1, false) };
    }

    [Part]
    public static object time_first()
    {
        object One(bool obey)
        {
            var log = new List<string>();
            var e = new MLContext(1).Auto().CreateExperiment().SetTuner(new LogTuner(log)).SetMonitor(new LogMonitor(log)).SetTrainingTimeInSeconds(1)
                .SetTrialRunner(new DelegateRunner(async (s, ct) => { if (obey) await Task.Delay(10000, ct); else await Task.Delay(1500); log.Add("token cancelled " + ct.IsCancellationRequested); return Result(s, 1); }));
            return new { result = Try("RunAsync", () => e.RunAsync().GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        return new { obeys = One(true) };
    }

    [Part]
    public static object limits()
    {
        object One(Func<AutoMLExperiment, AutoMLExperiment> set, AutoMLExperiment.AutoMLExperimentSettings settings = null, bool slow = false)
        {
            var log = new List<string>(); var cts = new CancellationTokenSource();
            var e = set(new MLContext(1).Auto().CreateExperiment(settings).SetTuner(new DelegateTuner(s => P(0), r => { }))
                .SetTrialRunner(new DelegateRunner(async (s, ct) => { if (slow) await Task.Delay(1500); if (s.TrialId == 6) cts.Cancel(); log.Add("trial " + s.TrialId); return Result(s, 1); })));
            return new { result = Try("RunAsync", () => e.RunAsync(cts.Token).GetAwaiter().GetResult().TrialSettings.TrialId), trials = log.Count, stoppedByToken = cts.IsCancellationRequested };
        }
        return new Dictionary<string, object>
        {
            ["SetMaxModelToExplore(0)"] = One(e => e.SetMaxModelToExplore(0)),
            ["SetMaxModelToExplore(-1)"] = One(e => e.SetMaxModelToExplore(-1)),
            ["SetMaxModelToExplore(2).SetMaxModelToExplore(4)"] = One(e => e.SetMaxModelToExplore(2).SetMaxModelToExplore(4)),
            ["SetMaxModelToExplore(4).SetMaxModelToExplore(2)"] = One(e => e.SetMaxModelToExplore(4).SetMaxModelToExplore(2)),
            ["no limit"] = One(e => e),
            ["settings.MaxModels = 2"] = One(e => e, new AutoMLExperiment.AutoMLExperimentSettings { MaxModels = 2 }),
        };
    }
}
