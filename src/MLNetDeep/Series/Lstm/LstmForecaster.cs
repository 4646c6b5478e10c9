using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>A long short-term memory over the window (Hochreiter and Schmidhuber, 1997).</summary>
internal sealed class LstmForecaster : ForecastArchitecture<LstmForecasterOptions>
{
    public override string Key => "lstm";

    public override string DisplayName => "LSTM";

    protected override Module<Tensor, Tensor> BuildBody(LstmForecasterOptions options, SeriesShape shape, int season) => new LstmForecasterModule(options, shape);
}
