using MLNetDeep.Common;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// softmax(Q Kᵀ / √d + mask) V, as in Vaswani et al., Attention Is All You Need (2017). libtorch's own kernel never holds all weights, which pays where there are
/// many places. Trained on a CPU with few places, or in bfloat16, it is slower than two products and a softmax: its way back takes 3 to 6 times as long in
/// bfloat16 as in single precision (64 rows of 3 heads, 65 places, 64 wide, 2 threads: 19 ms and 6; by products 3 and 6).
/// </summary>
internal static class Attention
{
    private const long FewPlaces = 128;

    // Products hold the weights of all rows and heads until the way back: three times 128 MB in single precision at most.
    private const long MostWeights = 1 << 25;

    /// <summary>What each place takes from the others.</summary>
    /// <param name="query">The queries [rows, heads, places, width].</param>
    /// <param name="key">The keys [rows, heads, others, width].</param>
    /// <param name="value">The values [rows, heads, others, width].</param>
    /// <param name="mask">What is added to how much a query suits a key, in a shape that spreads to [rows, heads, places, others]; null for nothing.</param>
    /// <param name="dropout">The share of the weights that is dropped.</param>
    public static Tensor Mix(Tensor query, Tensor key, Tensor value, Tensor? mask = null, double dropout = 0)
    {
        mask = mask?.to(query.dtype);
        return IsByProducts(query, key)
            ? ByProducts(query, key, value, mask, dropout)
            : functional.scaled_dot_product_attention(query, key, value, attn_mask: mask, p: dropout);
    }

    private static bool IsByProducts(Tensor query, Tensor key) =>
        is_grad_enabled() && query.device_type == DeviceType.CPU && (query.dtype == ScalarType.BFloat16 || key.shape[^2] <= FewPlaces)
        && query.shape[0] * query.shape[1] * query.shape[2] * key.shape[^2] <= MostWeights;

    private static Tensor ByProducts(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout)
    {
        var (rows, heads, places, others) = (query.shape[0], query.shape[1], query.shape[2], key.shape[2]);
        Tensor Flat(Tensor vectors) => vectors.reshape(rows * heads, vectors.shape[2], vectors.shape[3]);
        var scores = Flat(query.Times(1 / Math.Sqrt(query.shape[3]))).bmm(Flat(key).transpose(1, 2));
        if (mask is not null) scores = scores.reshape(rows, heads, places, others).Plus(mask).reshape(rows * heads, places, others);
        var weights = scores.softmax(-1);
        if (dropout > 0) weights = functional.dropout(weights, dropout, training: true);
        return weights.bmm(Flat(value)).reshape(rows, heads, places, value.shape[3]);
    }
}
