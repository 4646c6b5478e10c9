using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Conditioned;

/// <summary>The front of generative networks: standardizes values, and knows how to make standardized values into raw ones again, within the range of the training rows.</summary>
internal sealed class ConditionedStage : NetworkInput
{
    private const string LowName = "low", HighName = "high";
    private readonly StandardStage _values;

    /// <param name="values">The front for the images or numbers.</param>
    /// <param name="learnt">What the training rows are like; null for a stage whose tensors will be loaded.</param>
    public ConditionedStage(NetworkInput values, ConditionedLearner? learnt) : base(nameof(ConditionedStage))
    {
        _values = values as StandardStage ?? throw new NotSupportedException($"Generative models learn from images and vectors of numbers, but the input is {values.GetName()}.");
        register_module("values", values);
        var (none, shape) = (new float[_values.Shape.Dimensions[0]], _values.Mean.shape);
        register_buffer(LowName, Tensors.OfFloats(learnt?.Low ?? none, shape));
        register_buffer(HighName, Tensors.OfFloats(learnt?.High ?? none, shape));
    }

    /// <summary>What a row looks like.</summary>
    public InputShape Shape => _values.Shape;

    public override IReadOnlyList<NetworkPort> Ports => _values.Ports;

    /// <summary>The mean of each channel or column.</summary>
    public float[] Means => Tensors.ToFloats(_values.Mean);

    /// <summary>The standard deviation of each channel or column.</summary>
    public float[] Deviations => [.. Tensors.ToFloats(_values.Scale).Select(scale => 1 / scale)];

    /// <summary>The smallest number of the training rows in each channel or column.</summary>
    public float[] Low => Tensors.ToFloats(get_buffer(LowName)!);

    /// <summary>The largest number of the training rows in each channel or column.</summary>
    public float[] High => Tensors.ToFloats(get_buffer(HighName)!);

    public override Tensor Run(Features features, Module body)
    {
        var values = _values.Encode(features.Parts is [EvenPart first, ..] ? first.Values : throw new InvalidOperationException("Rows of any length cannot be generated."));
        var classes = features.Parts.Count > 1 ? ((EvenPart)features.Parts[1]).Values : null;
        try
        {
            return ((Module<ConditionedBatch, Tensor>)body).call(new ConditionedBatch(values, classes));
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), [values.shape], e);
        }
    }

    /// <summary>Adds what standardizes raw rows.</summary>
    public OnnxValue Encode(OnnxComposer composer, OnnxValue rows) => composer.Within(this, () => _values.Encode(composer, [rows]));

    /// <summary>Adds what makes standardized values into raw rows [rows, numbers].</summary>
    public OnnxValue Decode(OnnxComposer composer, OnnxValue values)
    {
        var scaled = composer.Node("Div", values.Shape, [values, composer.Constant(_values.Scale)]);
        var shifted = composer.Node("Add", values.Shape, [scaled, composer.Constant(_values.Mean)]);
        var above = composer.Node("Max", values.Shape, [shifted, composer.Constant(get_buffer(LowName)!)]);
        return composer.Reshape(composer.Node("Min", values.Shape, [above, composer.Constant(get_buffer(HighName)!)]), _values.Shape.Size);
    }

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body) => throw NoExport();

    public override Features Wrap(Tensor rows) => rows;

    public override Features Probe(int rows) => _values.Probe(rows);

    public override Features Empty(int rows) => _values.Empty(rows);

    public override IReadOnlyList<OrtValue> ToOnnx(Features features) => throw NoExport();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _values.Dispose();
        base.Dispose(disposing);
    }

    private static NotSupportedException NoExport() => new("A generative model exports itself.");
}
