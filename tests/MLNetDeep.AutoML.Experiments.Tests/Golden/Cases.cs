#nullable disable
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MicrosoftTuner = Microsoft.ML.AutoML.ITuner;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

public sealed class Row { public float X { get; set; } public float Label { get; set; } }
public sealed class ScoreRow { public float Score { get; set; } }

// An estimator that writes down what it is fitted on; its model gives Score = k * X.
internal sealed class Spy : IEstimator<ITransformer>
{
    private readonly List<string> _log; private readonly string _name; private readonly IEstimator<ITransformer> _inner;
    public Spy(MLContext ml, List<string> log, string name, double k)
    {
        _log = log; _name = name;
        _inner = ml.Transforms.CustomMapping<Row, ScoreRow>((i, o) => o.Score = (float)(k * i.X), null);
    }
    public ITransformer Fit(IDataView data)
    {
        var x = data.GetColumn<float>("X").ToArray();
        _log.Add($"{_name}.Fit {x.Length} rows");
        return _inner.Fit(data);
    }
    public SchemaShape GetOutputSchema(SchemaShape shape) => _inner.GetOutputSchema(shape);
}

internal sealed class LogTuner : MicrosoftTuner
{
    private readonly List<string> _log; private readonly Func<TrialSettings, Parameter> _propose; private readonly Action<TrialResult> _update;
    public LogTuner(List<string> log, Func<TrialSettings, Parameter> propose = null, Action<TrialResult> update = null) { _log = log; _propose = propose; _update = update; }
    public Parameter Propose(TrialSettings s)
    {
        _log.Add($"tuner.Propose {s.TrialId}");
        return _propose == null ? Cases.P(s.TrialId) : _propose(s);
    }
    public void Update(TrialResult r) { _log.Add($"tuner.Update {r.TrialSettings.TrialId} loss {Cases.Text(r.Loss)}"); _update?.Invoke(r); }
}

internal sealed class LogRunner : ITrialRunner
{
    private readonly List<string> _log; private readonly Func<TrialSettings, CancellationToken, TrialResult> _run;
    public LogRunner(List<string> log, Func<TrialSettings, CancellationToken, TrialResult> run) { _log = log; _run = run; }
    public Task<TrialResult> RunAsync(TrialSettings s, CancellationToken ct) { _log.Add($"runner.RunAsync {s.TrialId}"); return Task.FromResult(_run(s, ct)); }
    public void Dispose() => _log.Add("runner.Dispose");
}

internal sealed class LogMonitor : IMonitor
{
    private readonly List<string> _log; private readonly Action<string, TrialSettings> _on;
    public LogMonitor(List<string> log, Action<string, TrialSettings> on = null) { _log = log; _on = on; }
    public void ReportRunningTrial(TrialSettings s) { _log.Add($"monitor.Running {s.TrialId}"); _on?.Invoke("Running", s); }
    public void ReportCompletedTrial(TrialResult r) { _log.Add($"monitor.Completed {r.TrialSettings.TrialId} loss {Cases.Text(r.Loss)}"); _on?.Invoke("Completed", r.TrialSettings); }
    public void ReportBestTrial(TrialResult r) { _log.Add($"monitor.Best {r.TrialSettings.TrialId}"); _on?.Invoke("Best", r.TrialSettings); }
    public void ReportFailTrial(TrialSettings s, Exception e = null) { _log.Add($"monitor.Fail {s.TrialId} {e?.GetType().Name}: {e?.Message}"); _on?.Invoke("Fail", s); }
}

internal sealed class DelegateEstimator : IEstimator<ITransformer>
{
    private readonly Func<IDataView, ITransformer> _fit; private readonly IEstimator<ITransformer> _shape;
    public DelegateEstimator(Func<IDataView, ITransformer> fit, IEstimator<ITransformer> shape) { _fit = fit; _shape = shape; }
    public ITransformer Fit(IDataView data) => _fit(data);
    public SchemaShape GetOutputSchema(SchemaShape shape) => _shape.GetOutputSchema(shape);
}

internal sealed class DelegateTuner : MicrosoftTuner
{
    private readonly Func<TrialSettings, Parameter> _propose; private readonly Action<TrialResult> _update;
    public DelegateTuner(Func<TrialSettings, Parameter> propose, Action<TrialResult> update) { _propose = propose; _update = update; }
    public Parameter Propose(TrialSettings s) => _propose(s);
    public void Update(TrialResult r) => _update(r);
}

internal sealed class DelegateRunner : ITrialRunner
{
    private readonly Func<TrialSettings, CancellationToken, Task<TrialResult>> _run; private readonly Action _dispose;
    public DelegateRunner(Func<TrialSettings, CancellationToken, Task<TrialResult>> run, Action dispose = null) { _run = run; _dispose = dispose; }
    public Task<TrialResult> RunAsync(TrialSettings s, CancellationToken ct) => _run(s, ct);
    public void Dispose() => _dispose?.Invoke();
}

internal sealed class DelegateMonitor : IMonitor
{
    private readonly Action<TrialSettings> _running; private readonly Action<TrialResult> _completed, _best; private readonly Action<TrialSettings, Exception> _fail;
    public DelegateMonitor(Action<TrialSettings> running, Action<TrialResult> completed, Action<TrialResult> best, Action<TrialSettings, Exception> fail) { _running = running; _completed = completed; _best = best; _fail = fail; }
    public void ReportRunningTrial(TrialSettings s) => _running(s);
    public void ReportCompletedTrial(TrialResult r) => _completed(r);
    public void ReportBestTrial(TrialResult r) => _best(r);
    public void ReportFailTrial(TrialSettings s, Exception e = null) => _fail(s, e);
}

// classes for the container to make: each writes down what it was given
internal sealed class TunerOfString : MicrosoftTuner { public TunerOfString(string s) { } public Parameter Propose(TrialSettings s) => null; public void Update(TrialResult r) { } }
internal sealed class TunerOfData : MicrosoftTuner { public TunerOfData(IDatasetManager d) { } public Parameter Propose(TrialSettings s) => Cases.P(0); public void Update(TrialResult r) { } }
internal sealed class RunnerOfServices : ITrialRunner
{
    public static List<string> Log = new List<string>(); private static int _made; private readonly int _number = _made++;
    private readonly MLContext _context; private readonly IServiceProvider _services;
    public RunnerOfServices(MLContext context, AutoMLExperiment.AutoMLExperimentSettings settings, IServiceProvider services) { _context = context; _services = services; Log.Add("new " + _number); }
    public Task<TrialResult> RunAsync(TrialSettings s, CancellationToken ct) { Log.Add($"RunAsync {_number} trial {s.TrialId}"); return Task.FromResult(Cases.Result(s, 1)); }
    public void Dispose() => Log.Add("Dispose " + _number);
}
internal sealed class RunnerOfMetric : ITrialRunner { public RunnerOfMetric(IMetricManager m) { } public Task<TrialResult> RunAsync(TrialSettings s, CancellationToken ct) => Task.FromResult(Cases.Result(s, 1)); public void Dispose() { } }

public sealed class BinaryRow { public bool Label { get; set; } public float Score { get; set; } public bool PredictedLabel { get; set; } }
public sealed class MultiRow { [KeyType(3)] public uint Label { get; set; } [VectorType(3)] public float[] Score { get; set; } [KeyType(3)] public uint PredictedLabel { get; set; } }
public sealed class RegressionRow { public float Label { get; set; } public float Score { get; set; } }

internal static class Cases
{
    public static string Text(double v) => v == double.MaxValue ? "double.MaxValue" : v.ToString(CultureInfo.InvariantCulture);
    public static string Text(Parameter p) => p == null ? "null" : JsonSerializer.Serialize(p);
    public static Parameter P(double x) { var p = Parameter.CreateNestedParameter(); p["x"] = Parameter.FromDouble(x); return p; }
    public static Space OneDouble(double init = 0.5) => new Space { ["x"] = new UniformDoubleOption(0, 4, false, init) };
    public static TrialResult Result(TrialSettings s, double loss) => new TrialResult { TrialSettings = s, Loss = loss, Metric = loss, DurationInMilliseconds = 10 };

    // an experiment of own tuner, runner and monitor that all write into log
    public static AutoMLExperiment Exp(List<string> log, Func<TrialSettings, CancellationToken, TrialResult> run, int max = 3,
        Func<TrialSettings, Parameter> propose = null, Action<string, TrialSettings> on = null, Action<TrialResult> update = null) =>
        new MLContext(1).Auto().CreateExperiment()
            .SetTuner(new LogTuner(log, propose, update)).SetTrialRunner(new LogRunner(log, run)).SetMonitor(new LogMonitor(log, on)).SetMaxModelToExplore(max);

    // X = 1 .. n, Label = 2 X
    public static IDataView Rows(MLContext ml, int n) => ml.Data.LoadFromEnumerable(Enumerable.Range(1, n).Select(i => new Row { X = i, Label = 2 * i }).ToArray());

    // one stage with x in [0, 4], init 0.5: Score = x * X
    public static SweepableEstimator SpyStage(List<string> log, string name = "spy", Space space = null) =>
        new SweepableEstimator((ml, p) => { log.Add($"{name}.Build {Text(p)}"); return new Spy(ml, log, name, p["x"].AsType<double>()); }, space ?? OneDouble());
    public static SweepablePipeline SpyPipeline(List<string> log, string name = "spy") => new MLContext(1).Transforms.CopyColumns("Z", "X").Append(SpyStage(log, name)); // e0, e1

    // an estimator that does nothing worth naming
    public static IEstimator<ITransformer> Plain(MLContext ml) => ml.Transforms.CopyColumns("Y", "X");
    public static SweepableEstimator Stage(string key = "x") => new SweepableEstimator((ml, p) => Plain(ml), new Space { [key] = new UniformDoubleOption(0, 1, false, 0.5) });
    public static string[] Terms(SweepablePipeline p) => Enumerable.Range(0, 64).Select(i => p.SearchSpace["_SCHEMA_"].SampleFromFeatureSpace(new[] { i / 64.0 }).AsType<string>()).Distinct().ToArray();
    public static object Shape(SweepablePipeline p) => new { estimators = p.Estimators.Keys, searchSpace = p.SearchSpace.Keys, dim = p.SearchSpace.FeatureSpaceDim, terms = Terms(p) };

    public static void Check(bool b) { if (!b) throw new Exception("check"); }
    public static string Shuffled(MLContext ml) => string.Join(",", ml.Data.ShuffleRows(Rows(ml, 10)).GetColumn<float>("X"));

    // the value, or {"throws": {"at", "type", "param"?, "message", "inner"?}}
    public static object Try(string at, Func<object> f) { try { return f(); } catch (Exception e) { return Thrown(at, e); } }

    private static object Thrown(string at, Exception e)
    {
        var thrown = Said(e);
        thrown["at"] = at;
        return new Dictionary<string, object> { ["throws"] = thrown };
    }

    // The cases were recorded in a namespace Probe. What is inside is told of the first level alone.
    private static Dictionary<string, object> Said(Exception e)
    {
        var said = new Dictionary<string, object> { ["type"] = e.GetType().FullName, ["message"] = e.Message.Replace(typeof(SpaceClasses).FullName + "+", "").Replace(typeof(Cases).Namespace + ".", "Probe.") };
        if (e is ArgumentException { ParamName: { } parameter }) said["param"] = parameter;
        if (e.InnerException is { } inner) said["inner"] = Said(inner);
        return said;
    }
}
