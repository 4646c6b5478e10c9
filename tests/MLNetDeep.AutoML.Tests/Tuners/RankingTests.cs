using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Tuners;

[TestClass]
public sealed class RankingTests
{
    private static Observation Of(int number, double violation, params double[] losses) => new(number, [], losses, violation, "user");

    [TestMethod]
    public void Kept_constraints_come_before_broken_ones_and_failures_last()
    {
        Observation[] order = Ranking.Order([Of(1, 0, double.PositiveInfinity), Of(2, 3, 0.1), Of(3, 0, 5), Of(4, 1, 9), Of(5, 0, 4)]);
        CollectionAssert.AreEqual(new[] { 5, 3, 4, 2, 1 }, order.Select(o => o.Number).ToArray());
    }

    [TestMethod]
    public void Fronts_are_those_of_the_definition()
    {
        var random = new Random(1);
        foreach (int objectives in new[] { 2, 3 })
        {
            Observation[] all = [.. Enumerable.Range(0, 60).Select(n => Of(n, 0, [.. Enumerable.Range(0, objectives).Select(_ => (double)random.Next(8))]))];
            List<Observation> left = [.. all];
            foreach (List<Observation> front in Ranking.Fronts(all))
            {
                Observation[] expected = [.. left.Where(a => !left.Any(b => b.Losses.Zip(a.Losses).All(p => p.First <= p.Second) && b.Losses.Zip(a.Losses).Any(p => p.First < p.Second)))];
                CollectionAssert.AreEquivalent(expected, front);
                left.RemoveAll(front.Contains);
            }
            Assert.IsEmpty(left);
        }
    }

    [TestMethod]
    public void The_ends_of_a_front_and_lonely_places_come_first()
    {
        // 2 lies between 1 and 3, close together; 4 is far from its neighbours.
        Observation[] order = Ranking.Order([Of(1, 0, 0, 10), Of(2, 0, 1, 9.5), Of(3, 0, 2, 9), Of(4, 0, 6, 5), Of(5, 0, 10, 0)]);
        CollectionAssert.AreEqual(new[] { 1, 5, 4, 3, 2 }, order.Select(o => o.Number).ToArray());
    }
}
