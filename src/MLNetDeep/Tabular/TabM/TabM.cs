using MLNetDeep.Architectures;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>TabM: an ensemble of networks of neurons in one.</summary>
internal sealed class TabM : Architecture<TabMOptions, TableShape>, IPrunesMembers
{
    public override string Key => "tabm";

    public override string DisplayName => "TabM";

    // Its members learn apart.
    internal override bool CanBePart => false;

    public int Kept(TrainerOptions options) => ((TabMOptions)options).KeptMembers;

    public void SetMembers(TrainerOptions options, int members) => (((TabMOptions)options).Members, ((TabMOptions)options).KeptMembers) = (members, 0);

    protected override Module<Tensor, Tensor> Build(TabMOptions options, TableShape input, OutputShape output) =>
        new TabMModule(options, input, output);

    protected override void Shrink(TabMOptions options) =>
        (options.Members, options.Width, options.Layers, options.BatchSize, options.LearningRate, options.MinSteps) = (4, 32, 2, 32, 5e-3, 0);
}
