using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>An input of an exported network.</summary>
/// <param name="Name">Its name, which is a column of a saved model.</param>
/// <param name="Element">What its numbers are.</param>
/// <param name="RowShape">The dimensions of one row; -1 for one that differs from batch to batch.</param>
internal sealed record NetworkPort(string Name, OnnxElement Element, params long[] RowShape);

/// <summary>
/// The front of every network: what was learnt about the input in training is saved and exported with it. Takes the features of raw rows,
/// gives the body what it takes.
/// </summary>
internal abstract class NetworkInput(string name) : Module(name)
{
    /// <summary>Where it computes.</summary>
    public Device Device => buffers().First().device;

    /// <summary>The inputs of the exported network.</summary>
    public abstract IReadOnlyList<NetworkPort> Ports { get; }

    /// <summary>Raw outputs of the body.</summary>
    /// <param name="features">The rows, on the device.</param>
    /// <param name="body">The body.</param>
    public abstract Tensor Run(Features features, Module body);

    /// <summary>Adds what it and the body do.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="inputs">The values of its ports.</param>
    /// <param name="body">The body.</param>
    public abstract OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body);

    /// <summary>The features of rows that are given as one tensor.</summary>
    /// <exception cref="NotSupportedException">One tensor does not hold a row of this kind of input.</exception>
    public virtual Features Wrap(Tensor rows) => rows;

    /// <summary>Raw rows like those of the training, always the same.</summary>
    public abstract Features Probe(int rows);

    /// <summary>Rows with nothing in them, to try a network on.</summary>
    public abstract Features Empty(int rows);

    /// <summary>Features as what the ports take; to be disposed.</summary>
    public abstract IReadOnlyList<OrtValue> ToOnnx(Features features);

    /// <summary>Calls a body that takes one tensor; what goes wrong in it names the body and the shape.</summary>
    protected static Tensor Call(Module body, Tensor input)
    {
        try
        {
            return ((Module<Tensor, Tensor>)body).call(input);
        }
        catch (Exception e) when (!TorchErrors.IsOutOfMemory(e))
        {
            throw new ModuleException(body.GetName(), [input.shape], e);
        }
    }

    /// <summary>The modules that take one tensor, the body itself or parts of it, and what gives it to each.</summary>
    /// <param name="body">The body.</param>
    public virtual IEnumerable<TensorConsumer> Consumers(Module body) => this is IGivesTensor own ? [new(own, features => features, body)] : [];
}

/// <summary>A module that takes one tensor, and what gives it.</summary>
/// <param name="Input">What gives it.</param>
/// <param name="Of">The features that this is of, among all that a row has; they stay those of the row.</param>
/// <param name="Module">The module.</param>
internal sealed record TensorConsumer(IGivesTensor Input, Func<Features, Features> Of, Module Module);

/// <summary>The front of networks whose body takes one tensor.</summary>
internal interface IGivesTensor
{
    /// <summary>What the body gets of features [rows, …]; the second dimension may differ from batch to batch.</summary>
    Tensor Encode(Features features);

    /// <summary>Adds what <see cref="Encode(Features)"/> does.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="inputs">The values of the ports.</param>
    OnnxValue Encode(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs);

    /// <summary>Which rows have anything in them: 1 or 0 [rows, 1]; null where no row can be empty.</summary>
    Tensor? Presence(Features features) => null;

    /// <summary>Adds what <see cref="Presence(Features)"/> does; null where that gives nothing.</summary>
    OnnxValue? Presence(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) => null;
}

/// <summary>The front of networks whose body takes one tensor, made of one tensor of numbers.</summary>
/// <param name="name">The module's name.</param>
/// <param name="width">Numbers in a raw row.</param>
internal abstract class TensorInput(string name, int width) : NetworkInput(name), IGivesTensor
{
    public override IReadOnlyList<NetworkPort> Ports { get; } = [new(SavedColumns.Features, OnnxElement.Float, width)];

    public override Tensor Run(Features features, Module body) => Call(body, Encode(features.Single));

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body) =>
        composer.Apply((Module<Tensor, Tensor>)body, Encode(composer, inputs));

    public override Features Empty(int rows) => zeros([rows, width], ScalarType.Float32, Device);

    public override IReadOnlyList<OrtValue> ToOnnx(Features features) =>
        [OrtValue.CreateTensorValueFromMemory(Tensors.ToFloats(features.Single), [features.Rows, width])];

    public Tensor Encode(Features features) => Encode(features.Single);

    public OnnxValue Encode(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) => composer.Within(this, () => Export(composer, inputs[0]));

    public virtual Tensor? Presence(Features features) => null;

    public virtual OnnxValue? Presence(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs) => null;

    /// <summary>What the body takes.</summary>
    /// <param name="rows">Raw rows [rows, numbers in a raw row].</param>
    public abstract Tensor Encode(Tensor rows);

    /// <summary>Adds what <see cref="Encode(Tensor)"/> does.</summary>
    protected abstract OnnxValue Export(OnnxComposer composer, OnnxValue input);
}
