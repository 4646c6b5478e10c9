#nullable disable
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using static MLNetDeep.AutoML.Experiments.Tests.Golden.Cases;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>The code of recorded cases. A name is that of its case.</summary>
internal static class SetterCases
{
    public static object services_lifetimes()
    {
        RunnerOfServices.Log.Clear();
        var byType = new MLContext(1).Auto().CreateExperiment().SetTuner(new LogTuner(new List<string>())).SetTrialRunner<RunnerOfServices>().SetMaxModelToExplore(2);
        byType.Run();
        var typed = RunnerOfServices.Log.Select(l => l).ToArray();
        var instance = new List<string>();
        new MLContext(1).Auto().CreateExperiment().SetTuner(new LogTuner(new List<string>())).SetTrialRunner(new LogRunner(instance, (s, ct) => Result(s, 1))).SetMaxModelToExplore(2).Run();
        return new { typed, instance };
    }

    public static object services_factories()
    {
        var made = new List<string>();
        var e = new MLContext(1).Auto().CreateExperiment().SetMaxModelToExplore(2)
            .SetTuner(p => { made.Add("tuner A"); return new LogTuner(new List<string>()); }).SetTuner(p => { made.Add("tuner B"); return new LogTuner(new List<string>()); })
            .SetMonitor(p => { made.Add("monitor A"); return new LogMonitor(new List<string>()); }).SetMonitor(p => { made.Add("monitor B"); return new LogMonitor(new List<string>()); })
            .SetTrialRunner(p => { made.Add("runner A"); return new LogRunner(new List<string>(), (s, ct) => Result(s, 1)); }).SetTrialRunner(p => { made.Add("runner B"); return new LogRunner(new List<string>(), (s, ct) => Result(s, 1)); });
        e.Run(); made.Add("-- again"); e.Run();
        return made;
    }

    public static object setter_order()
    {
        var data = Rows(new MLContext(1), 10);
        object One(Func<AutoMLExperiment, List<string>, AutoMLExperiment> set)
        {
            var log = new List<string>();
            var e = set(new MLContext(1).Auto().CreateExperiment().SetDataset(data, data).SetRegressionMetric(RegressionMetric.RootMeanSquaredError), log).SetMaxModelToExplore(1);
            return new { result = Try("RunAsync", () => { e.RunAsync().GetAwaiter().GetResult(); return "ran"; }), log };
        }
        return new Dictionary<string, object>
        {
            ["own, then SetPipeline"] = One((e, log) => e.SetTuner(new LogTuner(log)).SetMonitor(new LogMonitor(log)).SetTrialRunner(new LogRunner(log, (s, ct) => Result(s, 1))).SetPipeline(SpyPipeline(log))),
            ["SetPipeline, then own"] = One((e, log) => e.SetPipeline(SpyPipeline(log)).SetTuner(new LogTuner(log)).SetMonitor(new LogMonitor(log)).SetTrialRunner(new LogRunner(log, (s, ct) => Result(s, 1)))),
            ["SetPipeline, then own monitor"] = One((e, log) => e.SetPipeline(SpyPipeline(log)).SetMonitor(new LogMonitor(log))),
            ["SetPipeline, then own tuner that gives {\"x\":0}"] = One((e, log) => e.SetPipeline(SpyPipeline(log)).SetTuner(new LogTuner(log))),
            ["two pipelines"] = One((e, log) => e.SetPipeline(SpyPipeline(log, "first")).SetPipeline(SpyPipeline(log, "second"))),
        };
    }

    public static object dataset_train_validate()
    {
        object One(Func<AutoMLExperiment, MLContext, AutoMLExperiment> set, RegressionMetric metric = RegressionMetric.RootMeanSquaredError)
        {
            var log = new List<string>(); var ml = new MLContext(1);
            var e = set(ml.Auto().CreateExperiment().SetPipeline(SpyPipeline(log)).SetRegressionMetric(metric).SetMaxModelToExplore(1), ml);
            var r = e.Run();
            return new { log, r.Loss, r.Metric, durationSet = r.DurationInMilliseconds > 0, model = r.Model.GetType().ToString(), parameter = Text(r.TrialSettings.Parameter), score = r.Model.Transform(Rows(ml, 2)).GetColumn<float>("Score") };
        }
        return new
        {
            rmse = One((e, ml) => e.SetDataset(Rows(ml, 30), Rows(ml, 4))),
            rSquared = One((e, ml) => e.SetDataset(Rows(ml, 30), Rows(ml, 4)), RegressionMetric.RSquared),
            split = One((e, ml) => e.SetDataset(ml.Data.TrainTestSplit(Rows(ml, 30), 0.2))),
            lastCounts = One((e, ml) => e.SetDataset(Rows(ml, 30), 3).SetDataset(Rows(ml, 7), Rows(ml, 4))),
        };
    }

    public static object dataset_cross_validation()
    {
        object One(Func<AutoMLExperiment, MLContext, AutoMLExperiment> set)
        {
            var log = new List<string>(); var ml = new MLContext(1);
            return Try("RunAsync", () =>
            {
                var r = set(ml.Auto().CreateExperiment().SetPipeline(SpyPipeline(log)).SetRegressionMetric(RegressionMetric.RSquared).SetMaxModelToExplore(1), ml).RunAsync().GetAwaiter().GetResult();
                return new { log, r.Loss, r.Metric, model = r.Model.GetType().ToString() };
            });
        }
        var own = new MLContext(1); // the same by hand
        var byHand = own.Data.CrossValidationSplit(Rows(own, 30), 3).Select(f => own.Regression.Evaluate(new Spy(own, new List<string>(), "", 0.5).Fit(f.TrainSet).Transform(f.TestSet)).RSquared).Average();
        return new { three = One((e, ml) => e.SetDataset(Rows(ml, 30), 3)), byHandThree = byHand, byDefault = One((e, ml) => e.SetDataset(Rows(ml, 200))), oneFoldWithoutVariance = One((e, ml) => e.SetDataset(Rows(ml, 30))), oneFold = One((e, ml) => e.SetDataset(Rows(ml, 30), 1)), key = One((e, ml) => e.SetDataset(Rows(ml, 30), 3, "X")) };
    }

    public static object metrics()
    {
        var ml = new MLContext(1);
        IEvaluateMetricManager M(Func<AutoMLExperiment, AutoMLExperiment> set)
        {
            IEvaluateMetricManager m = null;
            set(ml.Auto().CreateExperiment().SetTuner(p => { m = (IEvaluateMetricManager)p.GetService(typeof(IEvaluateMetricManager)); return new LogTuner(new List<string>()); }).SetTrialRunner(new LogRunner(new List<string>(), (s, ct) => Result(s, 1))).SetMaxModelToExplore(1)).Run();
            return m;
        }
        object E(Func<AutoMLExperiment, AutoMLExperiment> set, IDataView data) { var m = M(set); return new { m.MetricName, isMaximize = Try("IsMaximize", () => m.IsMaximize), value = Try("Evaluate", () => m.Evaluate(ml, data)) }; }
        var binary = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 8).Select(i => new BinaryRow { Label = i % 2 == 0, Score = i - 3.5f, PredictedLabel = i > 2 }).ToArray());
        var multi = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 9).Select(i => new MultiRow { Label = (uint)(i % 3 + 1), PredictedLabel = (uint)(i / 3 + 1), Score = new[] { 0, 1, 2 }.Select(k => k == i / 3 ? 0.6f : 0.2f).ToArray() }).ToArray());
        var regression = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i => new RegressionRow { Label = i, Score = i + i % 2 }).ToArray());
        return new
        {
            binary = Enum.GetValues<BinaryClassificationMetric>().Select(m => E(e => e.SetBinaryClassificationMetric(m, "Label"), binary)),
            multi = Enum.GetValues<MulticlassClassificationMetric>().Select(m => E(e => e.SetMulticlassClassificationMetric(m, "Label"), multi)),
            regression = Enum.GetValues<RegressionMetric>().Select(m => E(e => e.SetRegressionMetric(m), regression)),
            binaryDefaultLabel = E(e => e.SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy), binary),
            multiDefaultLabel = E(e => e.SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy), multi),
            regressionWrongScore = E(e => e.SetRegressionMetric(RegressionMetric.RSquared, scoreColumn: "None"), regression),
            notAMember = E(e => e.SetRegressionMetric((RegressionMetric)99), regression),
            twice = M(e => e.SetRegressionMetric(RegressionMetric.RSquared).SetBinaryClassificationMetric(BinaryClassificationMetric.F1Score, "Label")).MetricName,
        };
    }

    public static object metric_nan()
    {
        object One(double k, int rows, RegressionMetric metric)
        {
            var log = new List<string>(); var ml = new MLContext(1);
            var stage = new SweepableEstimator((c, p) => new Spy(c, log, "spy", k), OneDouble());
            var e = ml.Auto().CreateExperiment().SetPipeline(ml.Transforms.CopyColumns("Z", "X").Append(stage)).SetDataset(Rows(ml, 10), Rows(ml, rows)).SetRegressionMetric(metric).SetMonitor(new LogMonitor(log)).SetMaxModelToExplore(2);
            return new { result = Try("RunAsync", () => e.RunAsync().GetAwaiter().GetResult().Loss), log };
        }
        return new { scoresNaN = One(double.NaN, 5, RegressionMetric.RootMeanSquaredError), scoresNaNRSquared = One(double.NaN, 5, RegressionMetric.RSquared), metricNaN = One(1, 1, RegressionMetric.RSquared) };
    }

    public static object pipeline_runner_fails()
    {
        object One(int bad)
        {
            var log = new List<string>(); var ml = new MLContext(1); var builds = 0;
            var stage = new SweepableEstimator((c, p) => builds++ == bad ? throw new InvalidOperationException("boom") : new Spy(c, log, "spy", 1), OneDouble());
            var e = ml.Auto().CreateExperiment().SetPipeline(ml.Transforms.CopyColumns("Z", "X").Append(stage)).SetDataset(Rows(ml, 10), Rows(ml, 5)).SetRegressionMetric(RegressionMetric.RootMeanSquaredError).SetMonitor(new LogMonitor(log)).SetMaxModelToExplore(3);
            return new { result = Try("RunAsync", () => e.RunAsync().GetAwaiter().GetResult().Loss), log };
        }
        return new { first = One(0), second = One(1) };
    }

    [Part]
    public static object settings()
    {
        object S(AutoMLExperiment.AutoMLExperimentSettings s) => new { s.MaxExperimentTimeInSeconds, s.MaxModels, s.Seed, space = s.SearchSpace?.Keys };
        object One(Func<AutoMLExperiment, AutoMLExperiment> set, int? seed = 7)
        {
            var given = new AutoMLExperiment.AutoMLExperimentSettings();
            var e = new MLContext(seed).Auto().CreateExperiment(given);
            Check(ReferenceEquals(e, set(e)));
            return S(given);
        }
        AutoMLExperiment.AutoMLExperimentSettings seen = null; var own = new AutoMLExperiment.AutoMLExperimentSettings { Seed = 3, SearchSpace = OneDouble() };
        new MLContext(7).Auto().CreateExperiment(own).SetTuner(p => { seen = (AutoMLExperiment.AutoMLExperimentSettings)p.GetService(typeof(AutoMLExperiment.AutoMLExperimentSettings)); return new LogTuner(new List<string>()); })
            .SetTrialRunner(new LogRunner(new List<string>(), (s, ct) => Result(s, 1))).SetMaxModelToExplore(1).RunAsync(new CancellationTokenSource().Token).Wait();
        return new
        {
            made = S(new AutoMLExperiment.AutoMLExperimentSettings()),
            given = One(e => e),
            withoutSeed = One(e => e, null),
            time = One(e => e.SetTrainingTimeInSeconds(9)),
            models = One(e => e.SetMaxModelToExplore(9)),
            space = One(e => e.AddSearchSpace("b", OneDouble()).AddSearchSpace("a", OneDouble()).AddSearchSpace("b", new Space())),
            pipeline = One(e => e.SetPipeline(SpyPipeline(new List<string>())).AddSearchSpace("more", OneDouble())),
            inRun = new { same = ReferenceEquals(own, seen), settings = S(seen) },
        };
    }

    [Part]
    public static object services_missing()
    {
        AutoMLExperiment E() => new MLContext(1).Auto().CreateExperiment().SetMaxModelToExplore(1).SetTrialRunner(new LogRunner(new List<string>(), (s, ct) => Result(s, 1))).SetTuner(new LogTuner(new List<string>()));
        object Run(AutoMLExperiment e) => Try("RunAsync", () => e.RunAsync().GetAwaiter().GetResult().TrialSettings.TrialId);
        return new
        {
            tunerOfString = Run(E().SetTuner<TunerOfString>()),
            tunerOfData = Run(E().SetTuner<TunerOfData>()),
            runnerOfMetric = Run(E().SetTrialRunner<RunnerOfMetric>()),
            runnerFactoryNull = Run(E().SetTrialRunner(p => (LogRunner)null)),
            factoryThrows = Run(E().SetTuner<LogTuner>(p => throw new InvalidOperationException("boom"))),
            runnerFactoryThrows = Run(E().SetTrialRunner<LogRunner>(p => throw new InvalidOperationException("boom"))),
        };
    }

    [Part]
    public static object dataset_managers()
    {
        IDatasetManager M(Func<AutoMLExperiment, AutoMLExperiment> set)
        {
            IDatasetManager m = null;
            set(new MLContext(1).Auto().CreateExperiment().SetTuner(p => { m = (IDatasetManager)p.GetService(typeof(IDatasetManager)); return new LogTuner(new List<string>()); }).SetTrialRunner(new LogRunner(new List<string>(), (s, ct) => Result(s, 1))).SetMaxModelToExplore(1)).Run();
            return m;
        }
        var ml = new MLContext(1); IDataView a = Rows(ml, 6), b = Rows(ml, 4);
        object TV(IDatasetManager m) { var t = m as ITrainValidateDatasetManager; return t == null ? null : new { isCrossValidate = m is ICrossValidateDatasetManager, sameTrain = ReferenceEquals(a, t.LoadTrainDataset(ml, null)), sameTrainOfSettings = ReferenceEquals(a, t.LoadTrainDataset(ml, new TrialSettings { Parameter = P(0) })), sameValidation = ReferenceEquals(b, t.LoadValidateDataset(ml, null)) }; }
        object CV(IDatasetManager m) { var c = (ICrossValidateDatasetManager)m; return new { isTrainValidate = m is ITrainValidateDatasetManager, c.Fold, same = ReferenceEquals(a, c.Dataset), c.SamplingKeyColumnName }; }
        return new { trainValidation = TV(M(e => e.SetDataset(a, b))), cross = CV(M(e => e.SetDataset(a))), crossKey = CV(M(e => e.SetDataset(a, 3, "X"))), none = M(e => e) };
    }

    [Part]
    public static object tuner_first_trial()
    {
        string One(Func<AutoMLExperiment, AutoMLExperiment> set)
        {
            string seen = null;
            set(new MLContext(1).Auto().CreateExperiment()).SetMaxModelToExplore(1).SetTrialRunner(new LogRunner(new List<string>(), (s, ct) => { seen = Text(s.Parameter); return Result(s, 1); })).Run();
            return seen;
        }
        return new
        {
            pipeline = One(e => e.SetPipeline(SpyPipeline(new List<string>()))),
            pipelineAndMore = One(e => e.SetPipeline(SpyPipeline(new List<string>())).AddSearchSpace("more", OneDouble(3))),
        };
    }
}
