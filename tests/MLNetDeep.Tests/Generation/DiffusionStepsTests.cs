using MLNetDeep.Runtime;

namespace MLNetDeep.Tests.Generation;

/// <summary>Samplers on rows whose best prediction is known: numbers from a normal distribution.</summary>
[TestClass]
public sealed class DiffusionStepsTests
{
    private const double Mean = 1.5, Spread = 0.5;
    private const int Rows = 4000;

    [TestMethod]
    [DataRow("Flow", DiffusionSolver.Euler, 100, 0.02)]
    [DataRow("Flow", DiffusionSolver.Heun, 20, 0.02)]
    [DataRow("Flow", DiffusionSolver.Ddim, 100, 0.02)]
    [DataRow("Flow", DiffusionSolver.Ddpm, 200, 0.03)]
    [DataRow("Velocity", DiffusionSolver.Euler, 200, 0.03)]
    [DataRow("Velocity", DiffusionSolver.Heun, 30, 0.03)]
    [DataRow("Velocity", DiffusionSolver.Ddim, 100, 0.03)]
    [DataRow("Velocity", DiffusionSolver.Ddpm, 200, 0.03)]
    [DataRow("Noise", DiffusionSolver.Ddim, 100, 0.05)]
    [DataRow("Noise", DiffusionSolver.Ddpm, 200, 0.05)]
    public void The_mean_and_the_spread_of_rows_are_found(string prediction, DiffusionSolver solver, int steps, double tolerance)
    {
        var states = Sample(prediction, solver, steps);
        double mean = states.Average(v => (double)v), spread = Math.Sqrt(states.Average(v => (v - mean) * (v - mean)));
        Assert.AreEqual(Mean, mean, tolerance + 0.02);
        Assert.AreEqual(Spread, spread, tolerance + 0.01);
    }

    [TestMethod]
    public void Heun_needs_fewer_steps_than_Euler()
    {
        double Error(DiffusionSolver solver, int steps) => Sample("Flow", solver, steps).Zip(Sample("Flow", DiffusionSolver.Heun, 400), (a, b) => Math.Abs(a - b)).Average();
        Assert.IsLessThan(Error(DiffusionSolver.Euler, 20) / 2, Error(DiffusionSolver.Heun, 10));
    }

    [TestMethod]
    public void Noise_is_normal_and_of_each_row_alone()
    {
        float[] one = new float[7], other = new float[7], longer = new float[100_000];
        new NormalNoise(1, 5).Fill(one);
        new NormalNoise(1, 5).Fill(other);
        CollectionAssert.AreEqual(one, other);
        new NormalNoise(1, 6).Fill(other);
        CollectionAssert.AreNotEqual(one, other);
        new NormalNoise(2, 0).Fill(longer);
        Assert.AreEqual(0, longer.Average(), 0.02);
        Assert.AreEqual(1, longer.Average(v => v * v), 0.03);
        float[] firsts = [.. Enumerable.Range(0, 20_000).Select(row => { new NormalNoise(3, row).Fill(one); return one[0]; })];
        Assert.AreEqual(0, firsts.Average(), 0.03);
        Assert.AreEqual(1, firsts.Average(v => v * v), 0.05);
        Assert.AreEqual(0, firsts.Zip(firsts.Skip(1), (a, b) => a * b).Average(), 0.03);
    }

    private static float[] Sample(string prediction, DiffusionSolver solver, int steps)
    {
        var path = new NoisePath(prediction);
        NormalNoise[] noises = [.. Enumerable.Range(0, Rows).Select(row => new NormalNoise(1, row))];
        var states = new float[Rows];
        for (var i = 0; i < Rows; i++) noises[i].Fill(states.AsSpan(i, 1));
        // What is best to say of x = α row + σ noise: the mean of the row, and of the noise, given x.
        new DiffusionSteps(path, new SamplingOptions { Steps = steps, Solver = solver }, [-10], [10], (given, predicted, time) =>
        {
            double share = path.Share(time), deviation = path.Deviation(time), variance = (share * share * Spread * Spread) + (deviation * deviation);
            for (var i = 0; i < given.Length; i++)
            {
                var off = (given[i] - (share * Mean)) / variance;
                double row = Mean + (share * Spread * Spread * off), noise = deviation * off;
                predicted[i] = (float)(prediction switch { "Flow" => noise - row, "Noise" => noise, _ => (share * noise) - (deviation * row) });
            }
        }).Run(states, noises);
        return states;
    }
}
