using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>Perceptrons over time and over columns in turn: Chen et al., TSMixer (2023).</summary>
internal sealed class TsMixer : ForecastArchitecture<TsMixerOptions>
{
    public override string Key => "tsmixer";

    public override string DisplayName => "TSMixer";

    protected override Module<Tensor, Tensor> BuildBody(TsMixerOptions options, SeriesShape shape, int season) => new TsMixerModule(options, shape);
}
