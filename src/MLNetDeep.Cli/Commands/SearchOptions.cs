using System.CommandLine;
using System.Globalization;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Search;

namespace MLNetDeep.Cli.Commands;

/// <summary>The options of a search: who takes part, who proposes, how long.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string> _archs = new("--archs") { Description = "Networks to search, as 'mlnetdeep list' names them. If neither these nor --baselines are given: those for this kind of data.", HelpName = "K,K", DefaultValueFactory = _ => "" };
    private readonly Option<string> _baselines = new("--baselines") { Description = "ML.NET trainers to search: lightgbm, fasttree, fastforest, sdca, lbfgs, …", HelpName = "K,K", DefaultValueFactory = _ => "" };
    private readonly Option<string?> _space = new("--space") { Description = "A file, JSON or YAML, that narrows or extends the search spaces: an entry for each contender, in it one for each hyperparameter.", HelpName = "F" };
    private readonly Option<string> _tuner = new("--tuner") { Description = $"The tuner, which proposes configurations: {string.Join(", ", Tuner.Keys)}. auto: a portfolio of good ones first.", HelpName = "T", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> _pruner = new("--pruner") { Description = $"The pruner, which stops unpromising trials: {string.Join(", ", Pruner.Keys)}.", HelpName = "P", DefaultValueFactory = _ => "none" };
    private readonly Option<int?> _trials = new("--trials") { Description = "Trials at most.", HelpName = "N" };
    private readonly Option<string?> _budget = new("--budget") { Description = "Time budget of the whole search, the final refit included, as 00:10:00.", HelpName = "T" };
    private readonly Option<string?> _trialTimeout = new("--trial-timeout") { Description = "Time limit of one trial, as 00:01:00: networks keep the best epoch so far, other trainers are skipped.", HelpName = "T" };
    private readonly Option<double?> _target = new("--target") { Description = "Ends the search when the first objective has reached this value.", HelpName = "X" };
    private readonly Option<int> _parallel = new("--parallel") { Description = "Trials at once in this process; networks are trained one at a time. More processes: 'mlnetdeep worker'.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _isolate = Isolate();
    private readonly Option<string?> _memory = Memory();
    private readonly Option<string?> _gpuMemory = GpuMemory();
    private readonly Option<int?> _folds = new("--folds") { Description = "Cross-validates every trial with this many folds. If neither this nor --hold-out is given: by the number of rows.", HelpName = "N" };
    private readonly Option<double?> _holdOut = new("--hold-out") { Description = "Validates every trial on this share of the rows, as 0.2.", HelpName = "X" };
    private readonly Option<string[]> _objectives = new("--objective") { Description = "The objective: a metric, as Accuracy or ScoringMicrosecondsPerRow:min. Several give a Pareto front.", HelpName = "METRIC", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _constraints = new("--constraint") { Description = "A constraint on the best trial, as 'ScoringMicrosecondsPerRow<=50' or 'ModelMegabytes<=1'.", HelpName = "METRIC<=X", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _ensemble = new("--ensemble") { Description = "Members of the ensemble at most; 1 for none.", HelpName = "N", DefaultValueFactory = _ => 12 };
    private readonly Option<bool> _noRefit = new("--no-refit") { Description = "Skip the final refit on all rows." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _archs, _baselines, _space, _tuner, _pruner, _trials, _budget, _trialTimeout, _target, _parallel, _isolate, _memory, _gpuMemory, _folds, _holdOut, _objectives, _constraints, _ensemble, _noRefit })
            command.Add(option);
    }

    /// <summary>What stands on the command line.</summary>
    public SearchRequest Read(ParseResult parsed, SearchRequest basis) => basis with
    {
        Contenders = [.. Keys(parsed.GetRequiredValue(_archs)), .. Keys(parsed.GetRequiredValue(_baselines))],
        Space = parsed.GetValue(_space),
        Tuner = Known("--tuner", parsed.GetRequiredValue(_tuner), Tuner.Keys),
        Pruner = Known("--pruner", parsed.GetRequiredValue(_pruner), Pruner.Keys),
        Trials = AtLeastOne("--trials", parsed.GetValue(_trials)),
        Budget = Time("--budget", parsed.GetValue(_budget)) ?? basis.Budget,
        TrialTimeout = Time("--trial-timeout", parsed.GetValue(_trialTimeout)),
        Target = parsed.GetValue(_target),
        Parallel = AtLeastOne("--parallel", parsed.GetValue(_parallel))!.Value,
        Isolates = parsed.GetValue(_isolate),
        Memory = Bytes("--memory", parsed.GetValue(_memory)),
        GpuMemory = Bytes("--gpu-memory", parsed.GetValue(_gpuMemory)),
        Folds = parsed.GetValue(_folds) is { } folds ? folds >= 2 ? folds : throw new UsageException($"--folds must be at least 2, but was {folds}.") : null,
        HoldOut = parsed.GetValue(_holdOut) is { } share ? share is > 0 and <= 0.5 ? share : throw new UsageException(FormattableString.Invariant($"--hold-out must be above 0 and at most 0.5, but was {share}.")) : null,
        Objectives = parsed.GetValue(_objectives) ?? [],
        Constraints = parsed.GetValue(_constraints) ?? [],
        Ensemble = AtLeastOne("--ensemble", parsed.GetValue(_ensemble))!.Value,
        Refits = !parsed.GetValue(_noRefit),
    };

    /// <summary>The option that runs trials in processes of their own.</summary>
    public static Option<bool> Isolate() => new("--isolate") { Description = "Run trials in processes of their own: one that crashes, is killed or takes all memory is one failed trial, and networks are trained side by side with --parallel." };

    /// <summary>The option that bounds memory.</summary>
    public static Option<string?> Memory() => new("--memory") { Description = "Memory for all trials at once, as 4GB or 800MB: a trial that would take more by an estimate is not begun. Default: 80 % of what the machine or its container has.", HelpName = "SIZE" };

    /// <summary>The option that bounds the memory of a GPU.</summary>
    public static Option<string?> GpuMemory() => new("--gpu-memory") { Description = "Memory for a network on a GPU, as 16GB: one that would take more by an estimate is not begun.", HelpName = "SIZE" };

    /// <summary>A size above 0, as 4GB, 1.5GB or 800MB, in units of 1000.</summary>
    public static long? Bytes(string option, string? text)
    {
        if (text is null)
            return null;
        (string Unit, double Size)[] units = [("GB", 1e9), ("MB", 1e6)];
        foreach ((string unit, double size) in units)
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && double.TryParse(text[..^unit.Length].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number * size is >= 1 and < 1e18)
                return (long)(number * size);
        throw new UsageException($"{option} wants a size above 0, as 4GB or 800MB, but was '{text}'.");
    }

    /// <summary>One of the keys that there are.</summary>
    public static string Known(string option, string key, IReadOnlyList<string> keys) =>
        keys.Contains(key) ? key : throw new UsageException($"{option} must be one of {string.Join(", ", keys)}, but was '{key}'.");

    private static int? AtLeastOne(string option, int? value) => value is null or >= 1 ? value : throw new UsageException($"{option} must be at least 1, but was {value}.");

    /// <summary>A time above 0, as 00:10:00.</summary>
    public static TimeSpan? Time(string option, string? text) => text is null ? null
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero && text.Contains(':') ? time
        : throw new UsageException($"{option} wants hours:minutes:seconds, as 00:10:00, but was '{text}'.");

    private static string[] Keys(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
