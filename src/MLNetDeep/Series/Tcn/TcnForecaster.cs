using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>Causal dilated convolutions over the window: Bai et al., An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling (2018).</summary>
internal sealed class TcnForecaster : ForecastArchitecture<TcnForecasterOptions>
{
    public override string Key => "tcn";

    public override string DisplayName => "TCN";

    protected override Module<Tensor, Tensor> BuildBody(TcnForecasterOptions options, SeriesShape shape, int season) => new TcnForecasterModule(options, shape);
}
