using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// The front of every network: what was learnt about the input in training is saved and exported with it. Takes raw rows
/// [rows, numbers in a raw row], gives what the body takes.
/// </summary>
internal abstract class NetworkInput(string name) : Module<Tensor, Tensor>(name), IOnnxExportable
{
    /// <summary>Where it computes.</summary>
    public Device Device => buffers().First().device;

    public abstract OnnxValue Export(OnnxComposer composer, OnnxValue input);

    /// <summary>Raw rows like those of the training, always the same.</summary>
    public abstract Tensor Probe(int rows);
}
