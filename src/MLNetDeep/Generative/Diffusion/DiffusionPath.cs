using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>How noise is added to rows, and what the network is to say of them.</summary>
/// <param name="prediction">What it predicts.</param>
internal sealed class DiffusionPath(DiffusionPrediction prediction)
{
    /// <summary>Rows with noise, and what is predicted of them.</summary>
    /// <param name="values">Standardized values [rows, channels, height, width].</param>
    /// <param name="noise">Normal noise of the same shape.</param>
    /// <param name="time">How far each row is on its way to noise, from 0 to 1 [rows].</param>
    public (Tensor Noisy, Tensor Wanted) At(Tensor values, Tensor noise, Tensor time)
    {
        var t = time.reshape(-1, 1, 1, 1);
        var (share, deviation) = prediction == DiffusionPrediction.Flow ? (t.neg().Plus(1), t) : (t.Times(Math.PI / 2).cos(), t.Times(Math.PI / 2).sin());
        var noisy = values.mul(share).Plus(noise.mul(deviation));
        return (noisy, prediction switch
        {
            DiffusionPrediction.Flow => noise.sub(values),
            DiffusionPrediction.Noise => noise,
            _ => noise.mul(share).sub(values.mul(deviation)),
        });
    }
}
