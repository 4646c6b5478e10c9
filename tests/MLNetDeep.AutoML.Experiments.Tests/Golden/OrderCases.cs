#nullable disable
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using static MLNetDeep.AutoML.Experiments.Tests.Golden.Cases;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>The code of recorded cases. A name is that of its case.</summary>
internal static class OrderCases
{
    public static object order_success()
    {
        var log = new List<string>();
        var losses = new[] { 3.0, 5.0, 3.0, 2.0 };
        var best = Exp(log, (s, ct) => Result(s, losses[s.TrialId]), max: 4).Run();
        return new { log, best = best.TrialSettings.TrialId };
    }

    public static object fail_first()
    {
        object One(Func<TrialSettings, CancellationToken, TrialResult> run, bool async)
        {
            var log = new List<string>(); var e = Exp(log, run);
            return new { result = Try(async ? "RunAsync" : "Run", () => async ? e.RunAsync().GetAwaiter().GetResult().TrialSettings.TrialId : e.Run().TrialSettings.TrialId), log };
        }
        return new { run = One((s, ct) => throw new InvalidOperationException("boom"), false), runAsync = One((s, ct) => throw new InvalidOperationException("boom"), true) };
    }

    public static object fail_later()
    {
        var log = new List<string>();
        var best = Exp(log, (s, ct) => s.TrialId == 1 ? throw new InvalidOperationException("boom") : Result(s, 5 - s.TrialId), max: 3).Run();
        return new { log, best = best.TrialSettings.TrialId };
    }

    public static object fail_after_nan()
    {
        var log = new List<string>();
        var result = Try("Run", () => Exp(log, (s, ct) => s.TrialId == 1 ? throw new InvalidOperationException("boom") : Result(s, double.NaN), max: 3).Run());
        return new { log, result };
    }

    public static object fail_cancelled_trial()
    {
        object One(Exception e)
        {
            var log = new List<string>();
            return new { result = Try("Run", () => Exp(log, (s, ct) => s.TrialId == 0 ? throw e : Result(s, 1), max: 2).Run().TrialSettings.TrialId), log };
        }
        return new
        {
            operationCanceled = One(new OperationCanceledException("stop")),
            taskCanceled = One(new TaskCanceledException("stop")),
            outOfMemory = One(new OutOfMemoryException("full")),
            aggregate = One(new AggregateException(new OperationCanceledException("stop"))),
            onlyCancelled = Try("Run", () => Exp(new List<string>(), (s, ct) => throw new OperationCanceledException("stop"), max: 2).Run()),
        };
    }

    public static object loss_special()
    {
        object One(params double[] losses)
        {
            var log = new List<string>();
            return new { result = Try("RunAsync", () => Exp(log, (s, ct) => Result(s, losses[s.TrialId]), max: losses.Length).RunAsync().GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        return new Dictionary<string, object>
        {
            ["NaN, 1, NaN"] = One(double.NaN, 1, double.NaN),
            ["NaN, NaN"] = One(double.NaN, double.NaN),
            ["+Infinity"] = One(double.PositiveInfinity),
            ["double.MaxValue"] = One(double.MaxValue),
            ["-Infinity, 1"] = One(double.NegativeInfinity, 1),
            ["1, 1, 0.5"] = One(1, 1, 0.5),
        };
    }

    public static object tuner_odd()
    {
        object One(Func<TrialSettings, Parameter> propose, Action<TrialResult> update)
        {
            var log = new List<string>();
            return new { result = Try("RunAsync", () => Exp(log, (s, ct) => { log.Add("parameter " + Text(s.Parameter)); return Result(s, 5 - s.TrialId); }, 3, propose, null, update).RunAsync().GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        var updates = 0;
        return new
        {
            proposeNull = One(s => null, null),
            proposeThrowsFirst = One(s => throw new InvalidOperationException("boom"), null),
            proposeThrowsLater = One(s => s.TrialId == 1 ? throw new InvalidOperationException("boom") : P(0), null),
            proposeCancelsLater = One(s => s.TrialId == 1 ? throw new OperationCanceledException("no more") : P(0), null),
            proposeSetsOnly = One(s => { s.Parameter = P(9); return P(1); }, null),
            updateThrowsAlways = One(null, r => throw new InvalidOperationException("boom")),
            updateThrowsOnce = One(null, r => { if (updates++ == 0) throw new InvalidOperationException("boom"); }),
            updateThrowsOnceLater = One(null, r => { if (r.TrialSettings.TrialId == 1 && r.Loss < 100) throw new InvalidOperationException("boom"); }),
        };
    }

    public static object monitor_throws()
    {
        object One(string at, int id)
        {
            var log = new List<string>();
            return new { result = Try("RunAsync", () => Exp(log, (s, ct) => at == "Fail" && s.TrialId == id ? throw new InvalidOperationException("run") : Result(s, 5 - s.TrialId), max: 3, on: (what, s) => { if (what == at && s.TrialId == id) throw new ArithmeticException("boom"); }).RunAsync().GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        return new Dictionary<string, object>
        {
            ["Running 0"] = One("Running", 0),
            ["Running 1"] = One("Running", 1),
            ["Completed 0"] = One("Completed", 0),
            ["Completed 1"] = One("Completed", 1),
            ["Best 0"] = One("Best", 0),
            ["Best 1"] = One("Best", 1),
            ["Fail 1"] = One("Fail", 1),
        };
    }

    public static object monitor_none()
    {
        var log = new List<string>();
        var best = new MLContext(1).Auto().CreateExperiment().SetTuner(new LogTuner(log)).SetTrialRunner(new LogRunner(log, (s, ct) => Result(s, 1))).SetMaxModelToExplore(1).Run();
        return new { log, best = best.TrialSettings.TrialId };
    }

    public static object runner_dispose_throws()
    {
        object One(int id)
        {
            var log = new List<string>(); var last = 0;
            var e = new MLContext(1).Auto().CreateExperiment().SetTuner(new LogTuner(log)).SetMonitor(new LogMonitor(log)).SetMaxModelToExplore(2)
                .SetTrialRunner(new DelegateRunner((s, ct) => { last = s.TrialId; return Task.FromResult(Result(s, 5 - s.TrialId)); }, () => { if (last == id) throw new InvalidOperationException("dispose"); }));
            return new { result = Try("RunAsync", () => e.RunAsync().GetAwaiter().GetResult().TrialSettings.TrialId), log };
        }
        return new { first = One(0), second = One(1) };
    }

    public static object run_twice()
    {
        var log = new List<string>(); var offset = 0.0;
        var e = Exp(log, (s, ct) => Result(s, offset + 5 - s.TrialId), max: 2);
        var first = e.Run(); log.Add("-- again, worse"); offset = 10;
        var second = e.Run(); log.Add("-- again, better"); offset = -10;
        var third = e.Run();
        return new { log, firstLoss = first.Loss, secondLoss = second.Loss, sameObject = ReferenceEquals(first, second), thirdLoss = third.Loss };
    }

    public static object threads()
    {
        var ids = new HashSet<int>(); void Note() { lock (ids) ids.Add(Environment.CurrentManagedThreadId); }
        var e = Exp(new List<string>(), (s, ct) => { Note(); return Result(s, 1); }, 2, s => { Note(); return P(0); }, (w, s) => Note(), r => Note());
        Note();
        var task = e.RunAsync();
        return new { completedAtReturn = task.IsCompleted, threads = ids.Count };
    }

    [Part]
    public static object order_fields()
    {
        var seen = new List<string>(); var settings = new List<TrialSettings>(); var results = new List<TrialResult>(); Parameter proposed = null, atPropose = null;
        string S(TrialSettings s) { settings.Add(s); return $"id {s.TrialId}, parameter {Text(s.Parameter)}, started {(s.StartedAtUtc == default ? "default" : "set " + s.StartedAtUtc.Kind)}, ended {(s.EndedAtUtc == null ? "null" : "set " + s.EndedAtUtc.Value.Kind)}"; }
        string R(TrialResult r) { results.Add(r); return $"{S(r.TrialSettings)}, loss {Text(r.Loss)}, metric {Text(r.Metric)}, duration {Text(r.DurationInMilliseconds)}, model {r.Model?.GetType().Name ?? "null"}, peakCpu set, peakMemory set"; }
        var tuner = new DelegateTuner(s => { atPropose = s.Parameter; seen.Add("Propose: " + S(s)); return proposed = P(0.25); }, r => seen.Add("Update: " + R(r)));
        var monitor = new DelegateMonitor(s => seen.Add("Running: " + S(s)), r => seen.Add("Completed: " + R(r)), r => seen.Add("Best: " + R(r)), (s, e) => seen.Add("Fail: " + S(s)));
        TrialResult made = null; CancellationToken token = default;
        var runner = new LogRunner(new List<string>(), (s, ct) => { token = ct; seen.Add("RunAsync: " + S(s)); return made = new TrialResult { TrialSettings = s, Loss = 1, Metric = 2 }; });
        var user = new CancellationTokenSource();
        var returned = new MLContext(1).Auto().CreateExperiment().SetTuner(tuner).SetTrialRunner(runner).SetMonitor(monitor).SetMaxModelToExplore(1).RunAsync(user.Token).Result;
        seen.Add("returned: " + R(returned));
        return new
        {
            seen,
            oneSettingsObject = settings.Distinct().Count() == 1,
            oneResultObject = results.Append(made).Distinct().Count() == 1,
            parameterIsProposed = ReferenceEquals(proposed, settings[0].Parameter),
            parameterAtProposeType = atPropose.GetType().Name,
            tokenCanBeCancelled = token.CanBeCanceled,
            tokenIsUsers = token == user.Token,
        };
    }

    [Part]
    public static object order_fields_of_failure()
    {
        var seen = new List<string>(); TrialResult told = null; Exception boom = new InvalidOperationException("boom"), reported = null;
        var tuner = new DelegateTuner(s => P(s.TrialId), r => { if (r.TrialSettings.TrialId == 1) told = r; });
        var monitor = new DelegateMonitor(s => { }, r => { }, r => { }, (s, e) => { reported = e; seen.Add($"Fail {s.TrialId}, parameter {Text(s.Parameter)}, ended {(s.EndedAtUtc == null ? "null" : "set")}"); });
        new MLContext(1).Auto().CreateExperiment().SetTuner(tuner).SetMonitor(monitor).SetMaxModelToExplore(2)
            .SetTrialRunner(new LogRunner(new List<string>(), (s, ct) => s.TrialId == 1 ? throw boom : Result(s, 1))).Run();
        return new { seen, sameException = ReferenceEquals(boom, reported), told.Loss, told.Metric, told.DurationInMilliseconds, modelNull = told.Model == null, parameter = Text(told.TrialSettings.Parameter), endedSet = told.TrialSettings.EndedAtUtc != null };
    }

    [Part]
    public static object fail_odd_results()
    {
        object One(Func<TrialSettings, Task<TrialResult>> run)
        {
            var log = new List<string>();
            var e = new MLContext(1).Auto().CreateExperiment().SetTuner(new LogTuner(log)).SetMonitor(new LogMonitor(log)).SetTrialRunner(new DelegateRunner((s, ct) => run(s))).SetMaxModelToExplore(1);
            return new { result = Try("RunAsync", () => Text(e.RunAsync().GetAwaiter().GetResult().Loss)), log };
        }
        return new
        {
            faultedTask = One(s => Task.FromException<TrialResult>(new InvalidOperationException("boom"))),
        };
    }
}
