using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
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
    private readonly Linear _look, _weigh;
    private readonly bool _hasMaximum;

    public RecurrentModule(RecurrentLayers layers, RecurrentOptions options, TextShape input, OutputShape output)
        : base(nameof(RecurrentModule), new TokenVectors(input, options.Width, options), options.Dropout, output)
    {
        _layers = layers;
        register_module("layers", layers.Module);
        _look = Part("look", Linear(2L * options.Units, options.Units));
        _weigh = Part("weigh", Linear(options.Units, 1, hasBias: false));
        (_hasMaximum, StateWidth) = (options.MaxPooling, 2 * options.Units);
        AddHead((_hasMaximum ? 2L : 1) * StateWidth, output);
    }

    public int StateWidth { get; }

    public override OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var mask = TokenMask.Of(composer, input);
        var said = States(composer, input);
        var looked = composer.Apply(_look, said);
        var scores = composer.Apply(_weigh, composer.Node("Tanh", looked.Shape, [looked]));
        var weights = composer.Node("Softmax", scores.Shape, [composer.Node("Add", scores.Shape, [scores, TokenMask.Bias(composer, mask)])], ("axis", 1));
        var mean = TokenMask.Sum(composer, composer.Node("Mul", said.Shape, [said, weights]));
        return _hasMaximum ? composer.Concat(1, mean, TokenMask.Max(composer, said, mask)) : mean;
    }

    public OnnxValue States(OnnxComposer composer, OnnxValue input) => _layers.Export(composer, composer.Apply(Tokens, input), TokenMask.Of(composer, input));

    public Tensor States(Tensor input) => _layers.Run(Dropout.call(Tokens.call(input)), TokenMask.Of(input));

    public override Tensor Embed(Tensor input)
    {
        var mask = TokenMask.Of(input);
        var said = States(input);
        var scores = _weigh.call(_look.call(said).tanh_()).Plus(TokenMask.Bias(mask));
        var mean = said.mul(scores.softmax(1)).sum([1]);
        return _hasMaximum ? cat([mean, TokenMask.Max(said, mask)], 1) : mean;
    }
}
