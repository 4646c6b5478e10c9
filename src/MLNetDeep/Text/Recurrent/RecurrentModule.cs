using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A recurrent network that reads texts forwards and backwards (Schuster, Paliwal, Bidirectional Recurrent Neural Networks, 1997), and takes the mean of what it
/// says at each token, weighted by attention (Yang et al., Hierarchical Attention Networks, 2016); beside it, where wanted, the largest value of each number over all tokens. Shapes: [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal sealed class RecurrentModule : TextBody, IGivesTokenStates
{
    private readonly RecurrentLayers _layers;
    private readonly AttentionPooling _pooling;

    public RecurrentModule(RecurrentLayers layers, RecurrentOptions options, TextShape input, OutputShape output)
        : base(nameof(RecurrentModule), new TokenVectors(input, options.Width, options), options.Dropout, output)
    {
        _layers = layers;
        register_module("layers", layers.Module);
        _pooling = new AttentionPooling(Part("look", Linear(2L * options.Units, options.Units)), Part("weigh", Linear(options.Units, 1, hasBias: false)), options.MaxPooling);
        StateWidth = 2 * options.Units;
        AddHead((options.MaxPooling ? 2L : 1) * StateWidth, output);
    }

    public int StateWidth { get; }

    public override OnnxValue Embed(OnnxComposer composer, OnnxValue input) => _pooling.Export(composer, States(composer, input), TokenMask.Of(composer, input));

    public OnnxValue States(OnnxComposer composer, OnnxValue input) => _layers.Export(composer, composer.Apply(Tokens, input), TokenMask.Of(composer, input));

    public Tensor States(Tensor input) => _layers.Run(Dropout.call(Tokens.call(input)), TokenMask.Of(input));

    public override Tensor Embed(Tensor input) => _pooling.Run(States(input), TokenMask.Of(input));
}
