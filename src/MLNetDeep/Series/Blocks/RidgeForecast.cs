using MLNetDeep.Inputs.Series;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Series;

/// <summary>Puts what was solved for into a network.</summary>
internal static class RidgeForecast
{
    /// <summary>Fills the linear map over time of a network whose body is <see cref="TimeLinear"/>.</summary>
    public static void Fill(SeriesNetwork network, LinearForecaster solved)
    {
        using var still = no_grad();
        var linear = (Linear)((Sequential)((NormalizedBody)network.Body).Body).children().Single(child => child is Linear);
        linear.weight!.copy_(solved.Weight);
        linear.bias!.copy_(solved.Bias);
    }
}
