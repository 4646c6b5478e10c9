using MLNetDeep.Inputs.Series;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Series;

/// <summary>Puts what was solved for into a network.</summary>
internal static class RidgeForecast
{
    /// <summary>Forgets what known columns add, so that it can be solved for anew.</summary>
    public static void Forget(SeriesNetwork network)
    {
        using var still = no_grad();
        if (network.Effects is { } effects) effects.Weight.zero_();
    }

    /// <summary>Fills the linear map over time of a network whose body is <see cref="TimeLinear"/>.</summary>
    public static void Fill(SeriesNetwork network, LinearForecaster solved)
    {
        using var still = no_grad();
        var linear = (Linear)((Sequential)((NormalizedBody)network.Body).Body).children().Single(child => child is Linear);
        linear.weight!.copy_(solved.Weight);
        linear.bias!.copy_(solved.Bias);
    }
}
