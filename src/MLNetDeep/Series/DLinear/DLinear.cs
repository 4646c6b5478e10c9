using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>A linear layer for the trend of a window and one for the rest: Zeng et al., Are Transformers Effective for Time Series Forecasting? (2023).</summary>
internal sealed class DLinear : ForecastArchitecture<DLinearOptions>
{
    public override string Key => "dlinear";

    public override string DisplayName => "DLinear";

    protected override Module<Tensor, Tensor> BuildBody(DLinearOptions options, SeriesShape shape, int season) => new DLinearModule(shape, options.TrendWindow);
}
