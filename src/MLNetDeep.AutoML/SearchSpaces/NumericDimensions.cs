namespace MLNetDeep.AutoML;

internal sealed class RealDimension(RealHyperparameter real, int parent, bool[] parentValues) : Dimension(real.Name, parent, parentValues)
{
    private readonly double _low = Scaled(real.Minimum, real.Log), _high = Scaled(real.Maximum, real.Log);

    public override int Count => _low == _high ? 1 : int.MaxValue;

    public override double Encode(object value) => value is not (double or int) || Convert.ToDouble(value) is var number && double.IsNaN(number)
        ? double.NaN
        : Count == 1 ? 0.5 : (Scaled(Math.Clamp(number, real.Minimum, real.Maximum), real.Log) - _low) / (_high - _low);

    public override object Decode(double element)
    {
        double number = (_low * (1 - element)) + (_high * element);
        return element <= 0 ? real.Minimum : element >= 1 ? real.Maximum : Math.Clamp(real.Log ? Math.Exp(number) : number, real.Minimum, real.Maximum);
    }

    public override double Snap(double element) => Count == 1 || double.IsNaN(element) ? 0.5 : Math.Clamp(element, 0, 1);

    public override double Uniform(Random random) => Count == 1 ? 0.5 : random.NextDouble();

    public override double[] Grid(int points) => Count == 1 ? [0.5] : Spread(points);

    private static double Scaled(double value, bool log) => log ? Math.Log(value) : value;
}

/// <summary>A whole number: each value has its cell of the unit interval and stands in the cell's middle.</summary>
internal sealed class IntegerDimension(IntegerHyperparameter integer, int parent, bool[] parentValues) : Dimension(integer.Name, parent, parentValues)
{
    private readonly double _low = Scaled(integer.Minimum - 0.5, integer.Log), _high = Scaled(integer.Maximum + 0.5, integer.Log);

    public override int Count => (int)Math.Min((long)integer.Maximum - integer.Minimum + 1, int.MaxValue);

    public override double Encode(object value) => value is int number ? Middle(Math.Clamp(number, integer.Minimum, integer.Maximum)) : double.NaN;

    public override object Decode(double element) => Value(element);

    public override double Snap(double element) => double.IsNaN(element) ? Middle(Value(0.5)) : Middle(Value(element));

    public override double Uniform(Random random) => integer.Log ? Snap(random.NextDouble()) : Middle((int)random.NextInt64(integer.Minimum, (long)integer.Maximum + 1));

    public override double[] Grid(int points) => Count <= points
        ? [.. Enumerable.Range(integer.Minimum, Count).Select(Middle)]
        : [.. Spread(points).Select(Snap).Distinct()];

    /// <summary>The ends of the cell around an element.</summary>
    public (double Low, double High) Cell(double element)
    {
        int value = Value(element);
        return (Unit(value - 0.5), Unit(value + 0.5));
    }

    /// <summary>The element of the value so many above the one here, within the range.</summary>
    public double Step(double element, int by) => Middle((int)Math.Clamp((long)Value(element) + by, integer.Minimum, integer.Maximum));

    private double Middle(int value) => (Unit(value - 0.5) + Unit(value + 0.5)) / 2;

    private double Unit(double value) => (Scaled(value, integer.Log) - _low) / (_high - _low);

    private int Value(double element)
    {
        double scaled = _low + (Math.Clamp(element, 0, 1) * (_high - _low));
        return (int)Math.Clamp(Math.Round(integer.Log ? Math.Exp(scaled) : scaled), integer.Minimum, integer.Maximum);
    }

    private static double Scaled(double value, bool log) => log ? Math.Log(value) : value;
}
