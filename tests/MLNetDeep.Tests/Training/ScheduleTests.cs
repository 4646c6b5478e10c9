using MLNetDeep.Training;

namespace MLNetDeep.Tests.Training;

[TestClass]
public class ScheduleTests
{
    [TestMethod]
    public void RisesThenFallsToNothing()
    {
        var schedule = new Schedule(peak: 1, steps: 100, warmupFraction: 0.1);
        Assert.AreEqual(0.1, schedule.At(0), 1e-12);
        Assert.AreEqual(1, schedule.At(9), 1e-12);
        Assert.AreEqual(1, schedule.At(10), 1e-12);
        Assert.AreEqual(0.5, schedule.At(55), 1e-12);
        Assert.IsTrue(schedule.At(99) < 0.001);
        Assert.AreEqual(0, schedule.At(100), 1e-12);
    }

    [TestMethod]
    public void OneStepHasTheFullRate() => Assert.AreEqual(1, new Schedule(1, 1, 0.5).At(0), 1e-12);

    [TestMethod]
    public void OneCycleRisesFromLittleAndEndsAtNothing()
    {
        var schedule = new Schedule(1, 100, 0.1, ScheduleKind.OneCycle);
        Assert.AreEqual(0.04, schedule.At(0), 1e-12);
        Assert.AreEqual(0.52, schedule.At(15), 1e-12);
        Assert.AreEqual(1, schedule.At(30), 1e-12);
        Assert.AreEqual(1e-5, schedule.At(100), 1e-12);
    }

    [TestMethod]
    public void StepsFallToTenthsAfterTheWarmup()
    {
        var schedule = new Schedule(1, 110, 1.0 / 11, ScheduleKind.Step);
        double[] expected = [0.1, 1, 1, 0.1, 0.1, 0.01];
        CollectionAssert.AreEqual(expected, new long[] { 0, 10, 59, 60, 84, 85 }.Select(schedule.At).ToArray());
    }

    [TestMethod]
    public void CyclesOfALogarithmBecomeTwiceAsLong()
    {
        var schedule = new Schedule(2, 150, 0.1, ScheduleKind.CosineLog);
        // Cycles end after 1, 3, 7 and 15 fifteenths; in each the rate is highest where the logarithm is half-way.
        foreach (var end in new long[] { 0, 10, 30, 70, 150 }) Assert.AreEqual(0, schedule.At(end), 1e-12);
        foreach (var cycle in Enumerable.Range(0, 4))
            Assert.AreEqual(2, new Schedule(2, 15_000_000, 0, ScheduleKind.CosineLog).At((long)(1e6 * (Math.Pow(2, cycle + 0.5) - 1))), 1e-6);
    }

    [TestMethod]
    public void AFlatCosineFallsOverTheSecondHalf()
    {
        var schedule = new Schedule(1, 100, 0, ScheduleKind.FlatCosine);
        foreach (var (step, rate) in new[] { (0L, 1.0), (50, 1), (75, 0.5), (90, 0.5 * (1 + Math.Cos(0.8 * Math.PI))), (100, 0) })
            Assert.AreEqual(rate, schedule.At(step), 1e-12);
    }

    [TestMethod]
    public void APlateauHalvesTheRate()
    {
        var schedule = new Schedule(1, 100, 0, ScheduleKind.Plateau);
        for (var epoch = 1; epoch <= 3; epoch++) schedule.Report(epoch, isBest: epoch == 1);
        Assert.AreEqual(1, schedule.At(50));
        schedule.Report(4, false);
        Assert.AreEqual(0.5, schedule.At(50));
        for (var epoch = 5; epoch <= 7; epoch++) schedule.Report(epoch, false);
        Assert.AreEqual(0.25, schedule.At(50));
    }

    [TestMethod]
    public void AConstantRateStays() => Assert.AreEqual((0.5, 1.0, 1.0),
        (new Schedule(1, 10, 0.2, ScheduleKind.Constant).At(0), new Schedule(1, 10, 0.2, ScheduleKind.Constant).At(5), new Schedule(1, 10, 0.2, ScheduleKind.Constant).At(9)));
}
