using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Common;

/// <summary>
/// Tensors that are alive. TorchSharp 0.107 counts them, but one too many for each parameter that is made of a tensor: its handle moves
/// into the parameter, and the tensor is never taken off. So the parameters of networks are counted here as they are made.
/// </summary>
internal static class ParameterCount
{
    private static long _made;

    public static long LiveTensors => Tensor.TotalCount - Interlocked.Read(ref _made);

    /// <summary>Counts the parameters of a network that was just made, or moved to another device or type.</summary>
    public static void Add(nn.Module network) => Interlocked.Add(ref _made, network.modules().Append(network).Distinct()
        .Where(module => !IsNative(module))
        .Sum(module => module.parameters(recurse: false).LongCount()));

    // These are made by libtorch with their parameters, not of tensors.
    private static bool IsNative(nn.Module module) => module is Embedding or EmbeddingBag or RNN or LSTM or GRU or RNNCell or LSTMCell or GRUCell or MultiheadAttention
        or Transformer or TransformerEncoder or TransformerEncoderLayer or TransformerDecoder or TransformerDecoderLayer;
}
