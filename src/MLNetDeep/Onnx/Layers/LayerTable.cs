using TorchSharp.Modules;

namespace MLNetDeep.Onnx.Layers;

/// <summary>What each type of layer becomes in ONNX.</summary>
internal static class LayerTable
{
    private static readonly Dictionary<Type, Func<Layer, OnnxValue>> Exports = new()
    {
        [typeof(Sequential)] = ContainerLayers.Sequential,
        [typeof(Identity)] = ContainerLayers.Nothing,
        [typeof(Dropout)] = ContainerLayers.Nothing,
        [typeof(Dropout1d)] = ContainerLayers.Nothing,
        [typeof(Dropout2d)] = ContainerLayers.Nothing,
        [typeof(AlphaDropout)] = ContainerLayers.Nothing,
        [typeof(Flatten)] = ContainerLayers.Reshape,
        [typeof(Unflatten)] = ContainerLayers.Reshape,

        [typeof(Linear)] = LinearLayers.Linear,
        [typeof(Embedding)] = LinearLayers.Embedding,

        [typeof(Conv1d)] = ConvolutionLayers.Conv1d,
        [typeof(Conv2d)] = ConvolutionLayers.Conv2d,
        [typeof(ConvTranspose1d)] = TransposedConvolutionLayers.ConvTranspose1d,
        [typeof(ConvTranspose2d)] = TransposedConvolutionLayers.ConvTranspose2d,

        [typeof(MaxPool1d)] = PoolingLayers.Max,
        [typeof(MaxPool2d)] = PoolingLayers.Max,
        [typeof(AdaptiveMaxPool1d)] = PoolingLayers.Max,
        [typeof(AdaptiveMaxPool2d)] = PoolingLayers.Max,
        [typeof(AvgPool1d)] = PoolingLayers.Average,
        [typeof(AvgPool2d)] = PoolingLayers.Average,
        [typeof(AdaptiveAvgPool1d)] = PoolingLayers.Average,
        [typeof(AdaptiveAvgPool2d)] = PoolingLayers.Average,

        [typeof(BatchNorm1d)] = NormLayers.Batch,
        [typeof(BatchNorm2d)] = NormLayers.Batch,
        [typeof(LayerNorm)] = NormLayers.Layer,
        [typeof(GroupNorm)] = NormLayers.Group,

        [typeof(ReLU)] = ActivationLayers.ReLU,
        [typeof(ReLU6)] = ActivationLayers.ReLU6,
        [typeof(LeakyReLU)] = ActivationLayers.LeakyReLU,
        [typeof(PReLU)] = ActivationLayers.PReLU,
        [typeof(ELU)] = ActivationLayers.ELU,
        [typeof(CELU)] = ActivationLayers.CELU,
        [typeof(SELU)] = ActivationLayers.SELU,
        [typeof(GELU)] = ActivationLayers.GELU,
        [typeof(SiLU)] = ActivationLayers.SiLU,
        [typeof(Mish)] = ActivationLayers.Mish,
        [typeof(Sigmoid)] = ActivationLayers.Sigmoid,
        [typeof(LogSigmoid)] = ActivationLayers.LogSigmoid,
        [typeof(Tanh)] = ActivationLayers.Tanh,
        [typeof(Tanhshrink)] = ActivationLayers.Tanhshrink,
        [typeof(Softplus)] = ActivationLayers.Softplus,
        [typeof(Softsign)] = ActivationLayers.Softsign,
        [typeof(Hardtanh)] = ActivationLayers.Hardtanh,
        [typeof(Hardsigmoid)] = ActivationLayers.Hardsigmoid,
        [typeof(Hardswish)] = ActivationLayers.Hardswish,
        [typeof(Softmax)] = SoftmaxLayers.Softmax,
        [typeof(LogSoftmax)] = SoftmaxLayers.LogSoftmax,
    };

    /// <summary>The types in the table.</summary>
    public static IReadOnlyCollection<Type> Types => Exports.Keys;

    /// <summary>How to export a layer of this very type; a class derived from one may do something else in its forward.</summary>
    public static Func<Layer, OnnxValue>? Find(Type type) => Exports.GetValueOrDefault(type);
}
