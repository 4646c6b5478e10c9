using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Views;

/// <summary>The front of networks that learn from two views of each row: each goes through the front for rows. Rows without views are both themselves.</summary>
internal sealed class ViewsStage : NetworkInput
{
    /// <param name="rows">The front for rows.</param>
    public ViewsStage(NetworkInput rows) : base(nameof(ViewsStage))
    {
        Rows = rows;
        register_module("rows", rows);
    }

    /// <summary>The front for rows.</summary>
    public NetworkInput Rows { get; }

    public override IReadOnlyList<NetworkPort> Ports => Rows.Ports;

    private IGivesTensor Encoder => (IGivesTensor)Rows;

    public override Tensor Run(Features features, Module body)
    {
        var first = Encoder.Encode(new Features(features.Parts[0]));
        var pair = new ViewPair(first, features.Parts.Count > 1 ? Encoder.Encode(new Features(features.Parts[1])) : first);
        try
        {
            return ((Module<ViewPair, Tensor>)body).call(pair);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), [first.shape], e);
        }
    }

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body) => throw NoExport();

    public override Features Wrap(Tensor rows) => Rows.Wrap(rows);

    public override Features Probe(int rows) => Rows.Probe(rows);

    public override Features Empty(int rows) => Rows.Empty(rows);

    public override IReadOnlyList<OrtValue> ToOnnx(Features features) => throw NoExport();

    public override IEnumerable<TensorConsumer> Consumers(Module body) => body is IHasBranches { Branches: [var network] } ? [new TensorConsumer(Encoder, features => features, network)] : [];

    protected override void Dispose(bool disposing)
    {
        if (disposing) Rows.Dispose();
        base.Dispose(disposing);
    }

    private static NotSupportedException NoExport() => new("A network is exported without the views that it learnt from.");
}
