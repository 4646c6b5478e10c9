using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>ModernNCA: nearest neighbours in a learnt embedding.</summary>
internal sealed class ModernNca : Architecture<ModernNcaOptions, TableShape>
{
    public override string Key => "modernnca";

    public override string DisplayName => "ModernNCA";

    // It gives targets of other rows.
    internal override bool CanBePart => false;

    protected override Module<Tensor, Tensor> Build(ModernNcaOptions options, TableShape input, OutputShape output) =>
        new ModernNcaModule(options, input, output);

    protected override void Shrink(ModernNcaOptions options) =>
        (options.Width, options.Frequencies, options.NumberWidth, options.BatchSize, options.LearningRate, options.Blocks, options.MinSteps) = (16, 8, 8, 32, 5e-3, 1, 0);
}
