using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Series;

/// <summary>One kind of forecaster: its options, and how options and the shape of windows make its network.</summary>
internal abstract class ForecastArchitecture
{
    /// <summary>All of them, in the order of their keys.</summary>
    public static IReadOnlyList<ForecastArchitecture> All => Scanned<ForecastArchitecture>.All(architecture => architecture.Key);

    /// <summary>The name on the command line and in saved models.</summary>
    public abstract string Key { get; }

    /// <summary>The name in reports.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The class of its options.</summary>
    public abstract Type OptionsType { get; }

    /// <summary>Whether it is trained step by step; else it is solved, or knows all from the start.</summary>
    public virtual bool IsTrained => true;

    /// <summary>The one with this key; an unknown key lists the valid ones.</summary>
    public static ForecastArchitecture Get(string key) => All.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no forecaster '{key}'. Known: {string.Join(", ", All.Select(a => a.Key))}.", nameof(key));

    /// <summary>The one whose options these are.</summary>
    public static ForecastArchitecture Of(ForecasterOptions options) => All.First(architecture => architecture.OptionsType == options.GetType());

    /// <summary>Options with their defaults.</summary>
    public ForecasterOptions CreateOptions() => (ForecasterOptions)Activator.CreateInstance(OptionsType)!;

    /// <summary>Makes what forecasts standardized windows.</summary>
    /// <param name="options">The options.</param>
    /// <param name="shape">What a window looks like.</param>
    /// <param name="season">The steps of a season.</param>
    public virtual Module<Tensor, Tensor> Build(ForecasterOptions options, SeriesShape shape, int season) =>
        new NormalizedBody(options.Normalization, shape.LookBack, BuildBody(options, shape, season));

    /// <summary>Solves what is not trained.</summary>
    /// <param name="network">The network, on the CPU.</param>
    /// <param name="fit">What it is fitted to.</param>
    /// <returns>Solves again on other windows, with all that was chosen as it is; null where there is nothing to solve.</returns>
    public virtual Action<SeriesWindows>? Solve(SeriesNetwork network, ForecastFit fit) => null;

    /// <summary>Makes the network behind the normalization: [windows, steps, columns] → [windows, horizon, columns].</summary>
    protected abstract Module<Tensor, Tensor> BuildBody(ForecasterOptions options, SeriesShape shape, int season);
}

/// <summary>A kind of forecaster with options of type <typeparamref name="TOptions"/>.</summary>
internal abstract class ForecastArchitecture<TOptions> : ForecastArchitecture
    where TOptions : ForecasterOptions, new()
{
    public sealed override Type OptionsType => typeof(TOptions);

    protected sealed override Module<Tensor, Tensor> BuildBody(ForecasterOptions options, SeriesShape shape, int season) => BuildBody((TOptions)options, shape, season);

    protected abstract Module<Tensor, Tensor> BuildBody(TOptions options, SeriesShape shape, int season);
}

/// <summary>What a forecaster is fitted to.</summary>
/// <param name="Options">The options.</param>
/// <param name="Training">The windows of the training part.</param>
/// <param name="Validation">Those to be validated on; null where there are none.</param>
/// <param name="Season">The steps of a season.</param>
/// <param name="Info">Told what was found.</param>
internal sealed record ForecastFit(ForecasterOptions Options, SeriesWindows Training, SeriesWindows? Validation, int Season, Action<string> Info);
