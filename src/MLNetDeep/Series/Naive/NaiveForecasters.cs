using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>Repeats the last value: the forecast of a random walk.</summary>
internal sealed class LastValueForecaster : ForecastArchitecture<LastValueOptions>
{
    public override string Key => "lastvalue";

    public override string DisplayName => "Last value";

    public override bool IsTrained => false;

    // Windows are less their last value.
    protected override Module<Tensor, Tensor> BuildBody(LastValueOptions options, SeriesShape shape, int season) => Fixed.Weights(shape, (_, _) => 0);
}

/// <summary>Repeats the last season.</summary>
internal sealed class SeasonalNaiveForecaster : ForecastArchitecture<SeasonalNaiveOptions>
{
    public override string Key => "seasonalnaive";

    public override string DisplayName => "Seasonal naive";

    public override bool IsTrained => false;

    protected override Module<Tensor, Tensor> BuildBody(SeasonalNaiveOptions options, SeriesShape shape, int season) => season > shape.LookBack
        ? throw new ArgumentException($"{nameof(ForecasterOptions.LookBack)} must hold a season of {season} steps, but was {shape.LookBack}.")
        : Fixed.Weights(shape, (ahead, step) => step == shape.LookBack - season + (ahead % season) ? 1 : 0);
}

/// <summary>Linear maps over time that are known from the start.</summary>
internal static class Fixed
{
    public static Module<Tensor, Tensor> Weights(SeriesShape shape, Func<int, int, float> of)
    {
        var linear = Linear(shape.LookBack, shape.Horizon);
        using var still = no_grad();
        using var scope = NewDisposeScope();
        var values = new float[shape.Horizon * shape.LookBack];
        for (var i = 0; i < values.Length; i++) values[i] = of(i / shape.LookBack, i % shape.LookBack);
        linear.weight!.copy_(Tensors.OfFloats(values, shape.Horizon, shape.LookBack));
        init.zeros_(linear.bias!);
        return TimeLinear.Of(linear);
    }
}
