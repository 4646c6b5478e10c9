using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.SearchSpace;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Runs trials one after another until the time is over, there were enough of them, or somebody cancels.</summary>
public class AutoMLExperiment
{
    private readonly ServiceCollection _services = new();
    private readonly AutoMLExperimentSettings _settings;
    private bool _isCounted;
    private bool _isTimed;
    private TrialResult _best;

    public AutoMLExperiment(MLContext context, AutoMLExperimentSettings settings)
    {
        _settings = settings;
        settings.SearchSpace ??= [];
        settings.Seed ??= ChildContext.Seed(context);
        _services.AddSingleton(settings);
        _services.AddTransient(_ => ChildContext.Of(context, settings.Seed));
    }

    internal IServiceCollection Services => _services;

    public AutoMLExperiment AddSearchSpace(string key, Space searchSpace) => With(() => _settings.SearchSpace[key] = searchSpace);

    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds) => With(() => (_settings.MaxExperimentTimeInSeconds, _isTimed) = (trainingTimeInSeconds, true));

    public AutoMLExperiment SetMaxModelToExplore(int maxModel) => With(() => (_settings.MaxModels, _isCounted) = (maxModel, true));

    public AutoMLExperiment SetTuner<TTuner>()
        where TTuner : class, ITuner => With(() => _services.AddSingleton<ITuner, TTuner>());

    public AutoMLExperiment SetTuner<TTuner>(Func<IServiceProvider, TTuner> factory)
        where TTuner : class, ITuner => With(() => _services.AddSingleton<ITuner>(factory));

    public AutoMLExperiment SetTuner<TTuner>(TTuner proposer)
        where TTuner : class, ITuner => SetTuner(_ => proposer);

    public AutoMLExperiment SetTrialRunner<TTrialRunner>()
        where TTrialRunner : class, ITrialRunner => With(() => _services.AddTransient<ITrialRunner, TTrialRunner>());

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(Func<IServiceProvider, TTrialRunner> factory)
        where TTrialRunner : class, ITrialRunner => With(() => _services.AddTransient<ITrialRunner>(factory));

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(TTrialRunner runner)
        where TTrialRunner : class, ITrialRunner => With(() => _services.AddSingleton<ITrialRunner>(runner));

    public AutoMLExperiment SetMonitor<TMonitor>()
        where TMonitor : class, IMonitor => With(() => _services.AddSingleton<IMonitor, TMonitor>());

    public AutoMLExperiment SetMonitor<TMonitor>(Func<IServiceProvider, TMonitor> factory)
        where TMonitor : class, IMonitor => With(() => _services.AddSingleton<IMonitor>(factory));

    public AutoMLExperiment SetMonitor<TMonitor>(TMonitor monitor)
        where TMonitor : class, IMonitor => With(() => _services.AddSingleton<IMonitor>(monitor));

    public TrialResult Run() => RunAsync().Result;

    public async Task<TrialResult> RunAsync(CancellationToken ct = default)
    {
        // Not disposed: it would dispose the runners a second time.
        IServiceProvider services = _services.BuildServiceProvider();
        var monitor = services.GetService<IMonitor>();
        _ = services.GetService<ITrialRunner>();
        var tuner = services.GetService<ITuner>();
        using var stop = new StopSignal(_isCounted ? _settings.MaxModels : int.MaxValue, _isTimed ? TimeSpan.FromSeconds(_settings.MaxExperimentTimeInSeconds) : null, ct);
        for (int id = 0; !stop.IsStopped; id++)
        {
            var settings = new TrialSettings { TrialId = id, StartedAtUtc = DateTime.UtcNow, Parameter = Parameter.CreateNestedParameter() };
            settings.Parameter = tuner.Propose(settings);
            monitor?.ReportRunningTrial(settings);
            await RunTrial(settings, new(services, monitor, tuner, stop));
        }
        return _best ?? throw new TimeoutException(
            "Training time finished without completing a successful trial. Either no trial completed or the metric for all completed trials are NaN or Infinity");
    }

    private async Task RunTrial(TrialSettings settings, Parts parts)
    {
        try
        {
            using var runner = parts.Services.GetRequiredService<ITrialRunner>();
            using var cancel = new CancellationTokenSource();
            using var _ = parts.Stop.CancelLater(cancel);
            TrialResult result = await runner.RunAsync(settings, cancel.Token);
            result.TrialSettings.EndedAtUtc = DateTime.UtcNow;
            Complete(result, parts);
        }
        catch (Exception) when (parts.Stop.IsStopped)
        {
            // Whatever a trial does after the stop, the run ends with what it has.
        }
        catch (Exception e)
        {
            settings.EndedAtUtc = DateTime.UtcNow;
            parts.Monitor?.ReportFailTrial(settings, e);
            parts.Tuner.Update(new TrialResult { TrialSettings = settings, Loss = double.MaxValue });
            if (_best is null && e is not (OperationCanceledException or OutOfMemoryException))
                throw;
            parts.Stop.Count();
        }
    }

    private void Complete(TrialResult result, Parts parts)
    {
        parts.Monitor?.ReportCompletedTrial(result);
        parts.Tuner.Update(result);
        bool isBest = result.Loss < (_best?.Loss ?? double.MaxValue);
        if (isBest)
            _best = result;
        parts.Stop.Count();
        if (isBest)
            parts.Monitor?.ReportBestTrial(result);
    }

    private AutoMLExperiment With(Action change)
    {
        change();
        return this;
    }

    private sealed record Parts(IServiceProvider Services, IMonitor Monitor, ITuner Tuner, StopSignal Stop);

    public class AutoMLExperimentSettings : ExperimentSettings
    {
        public Space SearchSpace { get; set; }

        public int? Seed { get; set; }
    }
}
