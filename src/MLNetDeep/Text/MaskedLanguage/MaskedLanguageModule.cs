using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// Finds tokens that are hidden by what is around them (Devlin et al., BERT, 2019): of a share of tokens 80 % are taken as unknown, 10 % become any other, 10 % stay. What the network says of
/// them goes through a layer, and is compared with the vectors of all tokens (tied weights: Press and Wolf, Using the Output Embedding to Improve Language Models, 2017). In evaluation
/// which tokens are hidden hangs on the text alone.
/// Shapes: [rows, longest] of tokens → [rows, 2]: the mean loss of a row's hidden tokens, and the share of them that was found.
/// </summary>
internal sealed class MaskedLanguageModule : Block
{
    private const double Hidden = 0.8, Changed = 0.9;
    private const string Bias = "bias";
    private readonly TextBody _body;
    private readonly IGivesTokenStates _states;
    private readonly Linear _layer;
    private readonly LayerNorm _norm;
    private readonly double _share;
    private readonly int _vocabulary;

    public MaskedLanguageModule(TextBody body, int vocabulary, double share) : base(nameof(MaskedLanguageModule))
    {
        (_states, _share, _vocabulary) = ((IGivesTokenStates)body, share, vocabulary);
        _body = Part("network", body);
        var width = body.TokenTable.shape[1];
        _layer = Part("layer", Linear(_states.StateWidth, width));
        _norm = Part("norm", LayerNorm(width));
        Parameter(Bias, zeros(vocabulary));
        foreach (var (_, parameter) in body.HeadParameters) parameter.requires_grad_(false);
    }

    /// <summary>The weights that are for other tasks, by their names in the network.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights => _body.named_parameters().Where(p => p.parameter.requires_grad).ToDictionary(p => p.name, p => (Tensor)p.parameter);

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => throw new OnnxExportException("Nothing is scored with a masked language model.");

    protected override Tensor Run(Tensor input)
    {
        var hidden = Choose(input);
        var (rows, longest) = (input.shape[0], input.shape[1]);
        var states = _states.States(training ? Change(input, hidden) : where(hidden, ones_like(input), input));
        var places = hidden.flatten().nonzero().flatten();
        // Where nothing is hidden there is no loss; but it must hang on the weights.
        var nothing = states.sum().Times(0).reshape(1, 1);
        if (places.shape[0] == 0) return zeros(rows, 2, device: input.device).Plus(nothing);
        var said = _norm.call(functional.gelu(_layer.call(states.flatten(0, 1).index_select(0, places))));
        var logits = functional.linear(said, _body.TokenTable.to(said.dtype), get_parameter(Bias)!.to(said.dtype)).to(ScalarType.Float32);
        var wanted = input.flatten().index_select(0, places);
        var losses = functional.cross_entropy(logits, wanted, reduction: Reduction.None);
        var right = logits.detach().argmax(1).eq(wanted).to(ScalarType.Float32);
        return RowMeans.Of(places, rows, longest, losses, right);
    }

    // Unknown tokens cannot be found.
    private Tensor Choose(Tensor tokens)
    {
        var isKnown = tokens.Above(TextShape.Unknown);
        if (training) return rand(tokens.shape, device: tokens.device).Above(1 - _share).logical_and(isKnown);
        var every = Arithmetic.Full([1], Math.Round(1 / _share), ScalarType.Int64, tokens.device);
        var mixed = tokens.mul(Arithmetic.Full([1], 7919, ScalarType.Int64, tokens.device)).Plus(Arithmetic.Count(tokens.shape[1], tokens.device).unsqueeze(0));
        return mixed.remainder(every).Above(0).logical_not().logical_and(isKnown);
    }

    private Tensor Change(Tensor tokens, Tensor hidden)
    {
        var chance = rand(tokens.shape, device: tokens.device);
        var other = rand(tokens.shape, device: tokens.device).Times(_vocabulary - TextShape.Unknown - 1).to(ScalarType.Int64).AddInPlace(TextShape.Unknown + 1L);
        var unknown = where(hidden.logical_and(chance.Above(Hidden).logical_not()), ones_like(tokens), tokens);
        var changes = hidden.logical_and(chance.Above(Hidden)).logical_and(chance.Above(Changed).logical_not());
        return where(changes, other, unknown);
    }
}
