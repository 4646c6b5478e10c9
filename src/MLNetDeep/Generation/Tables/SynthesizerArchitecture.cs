using MLNetDeep.Generative.Tables;
using MLNetDeep.Inputs.Vectors;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generation;

/// <summary>The network of a table synthesizer, for the training loop. It is not in the registry: nothing is scored with it.</summary>
/// <param name="table">The table that it learns.</param>
internal sealed class SynthesizerArchitecture(SynthesizedTable table) : Architecture
{
    public override string Key => "tablesynthesizer";

    public override string DisplayName => "Table synthesizer";

    public override InputKind InputKind { get; } = new VectorInput { IsStandard = false };

    public override Type OptionsType => typeof(TableSynthesizerOptions);

    internal override bool CanBePart => false;

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new SynthesizerModule((TableSynthesizerOptions)options, table.NumberColumns.Count, table.Categories);
}
