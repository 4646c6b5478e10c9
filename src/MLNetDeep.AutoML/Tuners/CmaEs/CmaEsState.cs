using MathNet.Numerics.LinearAlgebra;

namespace MLNetDeep.AutoML;

/// <summary>A search distribution N(mean, σ²C) and its evolution paths (Hansen 2016).</summary>
internal sealed class CmaEsState
{
    private readonly CmaEsConstants _k;
    private readonly int _n;
    private Matrix<double> _c, _root, _inverseRoot;
    private Vector<double> _pathC, _pathSigma;
    private double _lowest, _highest;
    private int _generation, _stale;
    private double _best = double.PositiveInfinity;

    public CmaEsState(CmaEsConstants constants, double[] mean, double sigma, Matrix<double> covariance)
    {
        (_k, _n, Sigma, _c) = (constants, mean.Length, sigma, covariance);
        Mean = Vector<double>.Build.DenseOfArray(mean);
        (_pathC, _pathSigma) = (Vector<double>.Build.Dense(_n), Vector<double>.Build.Dense(_n));
        (_root, _inverseRoot) = (_c, _c);
        Decompose();
    }

    public Vector<double> Mean { get; private set; }

    public double Sigma { get; private set; }

    public int Population => _k.Population;

    /// <summary>Whether nothing more is to be gained here: steps below 1e-8 of the ranges, hopelessly stretched, or no better value for long.</summary>
    public bool IsOver => Sigma * Math.Sqrt(_highest) < 1e-8 || _highest > 1e14 * _lowest || _stale > 10 + (30 * _n / _k.Population) || !double.IsFinite(Sigma);

    public Vector<double> Sample(Random random)
    {
        var z = Vector<double>.Build.Dense(_n, _ => Chance.Normal(random));
        return Mean + (Sigma * (_root * z));
    }

    /// <summary>The standard deviation in one dimension.</summary>
    public double Deviation(int dimension) => Sigma * Math.Sqrt(_c[dimension, dimension]);

    /// <summary>Learns from one generation.</summary>
    /// <param name="sorted">Its vectors, the best first.</param>
    /// <param name="best">The loss of the best.</param>
    public void Update(IReadOnlyList<Vector<double>> sorted, double best)
    {
        _stale = best < _best ? 0 : _stale + 1;
        _best = Math.Min(best, _best);
        Vector<double>[] steps = [.. sorted.Select(x => Limited((x - Mean) / Sigma))];
        Vector<double> step = Sum(steps.Zip(_k.Weights).Where(p => p.Second > 0).Select(p => p.Second * p.First));
        Mean += Sigma * step;
        _pathSigma = ((1 - _k.CSigma) * _pathSigma) + (Math.Sqrt(_k.CSigma * (2 - _k.CSigma) * _k.Mass) * (_inverseRoot * step));
        double length = _pathSigma.L2Norm();
        bool isSlow = length / Math.Sqrt(1 - Math.Pow(1 - _k.CSigma, 2 * ++_generation)) < (1.4 + (2.0 / (_n + 1))) * _k.Chi;
        _pathC = ((1 - _k.CC) * _pathC) + ((isSlow ? Math.Sqrt(_k.CC * (2 - _k.CC) * _k.Mass) : 0) * step);
        Adapt(steps, isSlow);
        Sigma = Math.Min(1, Sigma * Math.Exp(_k.CSigma / _k.Damping * ((length / _k.Chi) - 1)));
        Decompose();
    }

    private void Adapt(Vector<double>[] steps, bool isSlow)
    {
        double loss = isSlow ? 0 : _k.C1 * _k.CC * (2 - _k.CC);
        Matrix<double> c = ((1 + loss - _k.C1 - (_k.CMu * _k.Weights.Sum())) * _c) + (_k.C1 * _pathC.OuterProduct(_pathC));
        for (int i = 0; i < steps.Length; i++)
        {
            double weight = _k.Weights[i] >= 0 ? _k.Weights[i] : _k.Weights[i] * _n / Math.Max(1e-12, Math.Pow((_inverseRoot * steps[i]).L2Norm(), 2));
            c += _k.CMu * weight * steps[i].OuterProduct(steps[i]);
        }
        _c = (c + c.Transpose()) / 2;
    }

    /// <summary>A step that is no longer than those of the distribution are: vectors may come from an older one, or from another tuner (Hansen 2011, injection).</summary>
    private Vector<double> Limited(Vector<double> step)
    {
        double length = (_inverseRoot * step).L2Norm(), most = Math.Sqrt(_n) + (2.0 * _n / (_n + 2));
        return length > most ? step * (most / length) : step;
    }

    private void Decompose()
    {
        var evd = _c.Evd(Symmetricity.Symmetric);
        Vector<double> values = evd.EigenValues.Map(v => Math.Max(v.Real, 1e-20));
        (_lowest, _highest) = (values.Minimum(), values.Maximum());
        Matrix<double> vectors = evd.EigenVectors;
        _root = vectors * Matrix<double>.Build.DiagonalOfDiagonalVector(values.PointwiseSqrt());
        _inverseRoot = vectors * Matrix<double>.Build.DiagonalOfDiagonalVector(values.Map(v => 1 / Math.Sqrt(v))) * vectors.Transpose();
    }

    private Vector<double> Sum(IEnumerable<Vector<double>> vectors) => vectors.Aggregate(Vector<double>.Build.Dense(_n), (sum, v) => sum + v);
}
