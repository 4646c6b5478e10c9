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
}
