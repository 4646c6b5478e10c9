using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The step that Adam and its kin share, over all parameters of a group at once.</summary>
internal sealed class Momenta
{
    public required Tensor[] Average { get; init; }
    public required Tensor[] Square { get; init; }
    public Tensor[]? Largest { get; init; }
    public required long[] Steps { get; init; }
    public required double LearningRate { get; init; }
    public required double Beta1 { get; init; }
    public required double Beta2 { get; init; }
    public required double Eps { get; init; }

    public void Apply(Tensor[] parameters, Tensor[] gradients)
    {
        Op.Run("_foreach_mul_.Scalar", Average, Beta1);
        Op.Run("_foreach_add_.List", Average, gradients, 1 - Beta1);
        Op.Run("_foreach_mul_.Scalar", Square, Beta2);
        Op.Run("_foreach_addcmul_.Scalar", Square, gradients, gradients, 1 - Beta2);
        var divisors = Op.Many("_foreach_sqrt", Squares());
        Op.Run("_foreach_div_.ScalarList", divisors, Array.ConvertAll(Steps, step => Math.Sqrt(1 - Math.Pow(Beta2, step))));
        Op.Run("_foreach_add_.Scalar", divisors, Eps);
        Op.Run("_foreach_addcdiv_.ScalarList", parameters, Average, divisors,
            Array.ConvertAll(Steps, step => -LearningRate / (1 - Math.Pow(Beta1, step))));
    }

    private Tensor[] Squares()
    {
        if (Largest is null)
            return Square;
        for (var i = 0; i < Largest.Length; i++)
            Op.Run("maximum.out", Largest[i], Square[i], Largest[i]);
        return Largest;
    }

    public static void Check(double lr, double beta1, double beta2, double eps, double weightDecay)
    {
        Check("lr", lr, lr >= 0, "0 <= lr");
        Check("beta1", beta1, beta1 is >= 0 and < 1, "0 <= beta1 < 1");
        Check("beta2", beta2, beta2 is >= 0 and < 1, "0 <= beta2 < 1");
        Check("eps", eps, eps >= 0, "0 <= eps");
        Check("weight_decay", weightDecay, weightDecay >= 0, "0 <= weight_decay");
    }

    internal static void Check(string name, double value, bool holds, string rule)
    {
        if (!holds)
            throw new ArgumentException($"{rule} must hold, but {name} was {value}.");
    }
}
