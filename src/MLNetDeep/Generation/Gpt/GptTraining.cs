using MLNetDeep.Data;
using MLNetDeep.Generative;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generation;

/// <summary>A language model in training. Shapes: windows [rows, length + 1] of tokens → [rows, 2]: the mean loss of a row's tokens, each told from those before it, and the share of them that is right.</summary>
internal sealed class GptTraining : FeatureNetwork
{
    public GptTraining(LanguageModule model) : base(nameof(GptTraining))
    {
        Model = model;
        register_module("model", model);
    }

    public LanguageModule Model { get; }

    public override Tensor forward(Tensor input) => Run(input);

    public override Tensor Run(Features features)
    {
        using var scope = NewDisposeScope();
        var windows = features.Single;
        var (rows, length) = (windows.shape[0], windows.shape[1] - 1);
        var logits = Model.call(new GptTokens(windows.narrow(1, 0, length))).flatten(0, 1);
        var wanted = windows.narrow(1, 1, length).flatten();
        var losses = functional.cross_entropy(logits, wanted, reduction: Reduction.None).reshape(rows, length).mean([1]);
        var right = logits.detach().argmax(1).eq(wanted).to(ScalarType.Float32).reshape(rows, length).mean([1]);
        return stack([losses, right], 1).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Model.Dispose();
        base.Dispose(disposing);
    }
}
