using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Fusion;

/// <summary>
/// A network over several inputs (late fusion): the network of each gives an embedding, which is normalized; a learnt vector stands in for an input that a row
/// has not. All embeddings of a row go through one hidden layer. In training some inputs are taken as missing, each time others (modality dropout: Neverova et al., ModDrop,
/// 2016). Shapes: what each network takes → [rows, outputs].
/// </summary>
internal sealed class CombinedModule : Block<CombinedBatch>, ICombinedOnnxExportable, IHasBranches
{
    private const string Missing = "missing";
    private readonly List<(Module<Tensor, Tensor> Network, LayerNorm Norm)> _inputs = [];
    private readonly Sequential _head;
    private readonly double _modalityDropout;
    private readonly int _width;

    public CombinedModule(CombinedOptions options, CombinedShape input, OutputShape output) : base(nameof(CombinedModule))
    {
        (_modalityDropout, _width) = (options.ModalityDropout, options.EmbeddingWidth);
        for (var i = 0; i < options.Parts.Count; i++)
        {
            var part = options.Parts[i];
            // What the outputs of all are tells the networks which targets they are shown.
            var network = part.Architecture!.Build(part.Options, input.Parts[i].Shape, output with { Size = _width });
            _inputs.Add((Part($"network{i}", (Module<Tensor, Tensor>)network), Part($"norm{i}", LayerNorm(_width))));
        }
        Parameter(Missing, zeros(_inputs.Count, _width));
        _head = Part("head", Sequential(
            ("dropout", Dropout(options.Dropout)),
            ("hidden", Linear((long)_width * _inputs.Count, options.Width)),
            ("relu", ReLU()),
            ("dropout2", Dropout(options.Dropout)),
            ("out", Linear(options.Width, output.Size))));
    }

    public IReadOnlyList<Module> Branches => [.. _inputs.Select(input => input.Network)];

    public OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> parts, OnnxValue presence)
    {
        using var scope = NewDisposeScope();
        var embeddings = _inputs.Select((input, i) =>
        {
            var embedding = composer.Apply(input.Norm, composer.Apply(input.Network, parts[i]));
            var (there, missing) = (composer.Columns(presence, i, i + 1), composer.Constant(get_parameter(Missing)!.detach().narrow(0, i, 1)));
            var isMissing = composer.Node("Sub", [1], [composer.Constant(1), there]);
            return composer.Add(composer.Node("Mul", [_width], [embedding, there]), composer.Node("Mul", [_width], [missing, isMissing]));
        });
        return composer.Apply(_head, composer.Concat(1, [.. embeddings]));
    }

    protected override Tensor Run(CombinedBatch input)
    {
        var presence = training && _modalityDropout > 0 ? Drop(input.Presence) : input.Presence;
        var embeddings = _inputs.Select((part, i) =>
        {
            var there = presence.narrow(1, i, 1);
            var embedding = part.Norm.call(part.Network.call(input.Parts[i]));
            return embedding.mul(there).Plus(get_parameter(Missing)!.narrow(0, i, 1).mul(there.neg().Plus(1)));
        }).ToList();
        return _head.call(cat(embeddings, 1));
    }

    // A row that would lose all keeps all.
    private Tensor Drop(Tensor presence)
    {
        var kept = rand(presence.shape, device: presence.device).Above(_modalityDropout).to(ScalarType.Float32).mul(presence);
        var isAny = kept.sum([1], keepdim: true).Above(0);
        return where(isAny, kept, presence);
    }
}
