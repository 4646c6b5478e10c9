using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>A transformer over patches of each column: Nie et al., A Time Series is Worth 64 Words (2023).</summary>
internal sealed class PatchTst : ForecastArchitecture<PatchTstOptions>
{
    public override string Key => "patchtst";

    public override string DisplayName => "PatchTST";

    protected override Module<Tensor, Tensor> BuildBody(PatchTstOptions options, SeriesShape shape, int season) => new PatchTstModule(options, shape);
}
