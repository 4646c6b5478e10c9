using MathNet.Numerics;

namespace MLNetDeep.AutoML;

/// <summary>Normal distributions cut to the unit interval; for whole numbers their mass in the value's cell.</summary>
internal sealed class NumberKernel : Kernel
{
    private readonly double[] _values, _logScale;
    private readonly IntegerDimension? _integer;
    private readonly double _sigma;

    /// <param name="values">The value in each trial; NaN where it has none.</param>
    /// <param name="integer">The hyperparameter, where it is a whole number.</param>
    /// <param name="sigma">The bandwidth.</param>
    public NumberKernel(double[] values, IntegerDimension? integer, double sigma)
    {
        (_values, _integer, _sigma) = (values, integer, sigma);
        double density = integer is null ? Math.Log(sigma * Constants.Sqrt2Pi) : 0;
        _logScale = [.. values.Select(v => -density - Math.Log(Mass(0, 1, v)))];
    }

    public override double Sample(double around, Random random)
    {
        while (true)
        {
            double value = around + (_sigma * Chance.Normal(random));
            if (value is >= 0 and <= 1)
                return value;
        }
    }

    public override void AddLogDensities(double value, double[] logs)
    {
        var (low, high) = _integer?.Cell(value) ?? (0, 1);
        double uniform = Math.Log(high - low);
        for (int i = 0; i < _values.Length; i++)
        {
            double z = (value - _values[i]) / _sigma;
            logs[i] += double.IsNaN(z) ? uniform
                : _integer is null ? _logScale[i] - (z * z / 2)
                : _logScale[i] + Math.Log(Mass(low, high, _values[i]) + 1e-300);
        }
        logs[^1] += uniform;
    }

    private double Mass(double low, double high, double around)
    {
        double scale = 1 / (_sigma * Constants.Sqrt2), a = (low - around) * scale, b = (high - around) * scale;
        return a > 0 ? 0.5 * (SpecialFunctions.Erfc(a) - SpecialFunctions.Erfc(b))
            : b < 0 ? 0.5 * (SpecialFunctions.Erfc(-b) - SpecialFunctions.Erfc(-a))
            : 0.5 * (SpecialFunctions.Erf(b) - SpecialFunctions.Erf(a));
    }
}
