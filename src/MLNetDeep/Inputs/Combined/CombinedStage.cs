using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Combined;

/// <summary>The front of networks over several inputs: that of each kind side by side, and which inputs each row has.</summary>
internal sealed class CombinedStage : NetworkInput
{
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<NetworkInput> _parts;

    /// <param name="names">The inputs' names.</param>
    /// <param name="parts">The front for each.</param>
    /// <exception cref="NotSupportedException">A kind of input gives more than one tensor, or features in several parts.</exception>
    public CombinedStage(IReadOnlyList<string> names, IReadOnlyList<NetworkInput> parts) : base(nameof(CombinedStage))
    {
        (_names, _parts) = (names, parts);
        for (var i = 0; i < parts.Count; i++)
        {
            using var scope = NewDisposeScope();
            if (parts[i] is not IGivesTensor || parts[i].Empty(1).Parts.Count != 1 || parts[i].Ports.Count != 1)
                throw new NotSupportedException($"Input '{names[i]}' is of a kind that has no single tensor, and cannot be one of several inputs.");
            register_module($"part{i}", parts[i]);
        }
    }

    public override IReadOnlyList<NetworkPort> Ports => [.. _parts.Select((part, i) => part.Ports[0] with { Name = CombinedSaving.PortOf(i) })];

    public override Tensor Run(Features features, Module body)
    {
        List<Tensor> encoded = [.. _parts.Select((part, i) => ((IGivesTensor)part).Encode(CombinedLearner.PartOf(features, i)))];
        List<Tensor> presence = [.. _parts.Select((part, i) => ((IGivesTensor)part).Presence(CombinedLearner.PartOf(features, i)) ?? ones(features.Rows, 1, device: encoded[i].device))];
        try
        {
            return ((Module<CombinedBatch, Tensor>)body).call(new CombinedBatch(_names, encoded, cat(presence, 1)));
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), encoded.Select(tensor => tensor.shape), e);
        }
    }

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body)
    {
        if (body is not ICombinedOnnxExportable exportable) throw OnnxExportException.SeveralInputs(body);
        List<OnnxValue> encoded = [], presence = [];
        composer.Within(this, () =>
        {
            for (var i = 0; i < _parts.Count; i++)
            {
                var (part, own) = ((IGivesTensor)_parts[i], new[] { inputs[i] });
                encoded.Add(part.Encode(composer, own));
                presence.Add(part.Presence(composer, own) ?? Always(composer, inputs[i]));
            }
            return encoded[0];
        });
        return composer.Within(body, () => exportable.Export(composer, encoded, composer.Concat(1, [.. presence])));
    }

    public override Features Wrap(Tensor rows) => throw new NotSupportedException("One tensor does not hold a row of several inputs: use Forward with a view of rows.");

    public override Features Probe(int rows) => new([.. _parts.SelectMany(part => part.Probe(rows).Parts)]);

    public override Features Empty(int rows) => new([.. _parts.SelectMany(part => part.Empty(rows).Parts)]);

    public override IReadOnlyList<OrtValue> ToOnnx(Features features) => [.. _parts.SelectMany((part, i) => part.ToOnnx(CombinedLearner.PartOf(features, i)))];

    public override IEnumerable<TensorConsumer> Consumers(Module body) => (body as IHasBranches)?.Branches
        .Select((branch, i) => new TensorConsumer((IGivesTensor)_parts[i], features => CombinedLearner.PartOf(features, i), branch)) ?? [];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var part in _parts) part.Dispose();
        base.Dispose(disposing);
    }

    // A 1 for every row: the row's own number would do, but for what is not finite.
    private static OnnxValue Always(OnnxComposer composer, OnnxValue input)
    {
        var real = composer.Node("Cast", input.Shape, [input], ("to", (long)Onnx.Graph.OnnxElement.Float));
        var largest = composer.Node("ReduceMax", [1], [real], ("axes", new long[] { 1 }), ("keepdims", 1));
        var isSame = composer.Node("Equal", [1], [largest, largest]);
        var either = composer.Node("Or", [1], [isSame, composer.Node("Not", [1], [isSame])]);
        return composer.Node("Cast", [1], [either], ("to", (long)Onnx.Graph.OnnxElement.Float));
    }
}
