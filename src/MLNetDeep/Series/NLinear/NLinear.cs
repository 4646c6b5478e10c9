using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// A linear layer over time that all columns share, on windows less their last value: Zeng et al., Are Transformers Effective for Time Series Forecasting? (2023). Ridge finds the same in closed form; this one
/// can have another loss.
/// </summary>
internal sealed class NLinear : ForecastArchitecture<NLinearOptions>
{
    public override string Key => "nlinear";

    public override string DisplayName => "NLinear";

    protected override Module<Tensor, Tensor> BuildBody(NLinearOptions options, SeriesShape shape, int season) => TimeLinear.Of(Linear(shape.LookBack, shape.Horizon));
}
