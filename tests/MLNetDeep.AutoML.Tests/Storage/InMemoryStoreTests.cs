namespace MLNetDeep.AutoML.Tests.Storage;

[TestClass]
public class InMemoryStoreTests : StoreContract
{
    protected override ITrialStore Make() => TrialStore.InMemory();

    protected override ITrialStore? Again() => null;

    [TestMethod]
    public void Two_have_nothing_in_common()
    {
        using ITrialStore other = TrialStore.InMemory("""{"Seed": 2}""");
        Store.Add((_, number) => (Configuration.Empty, "user"));
        Assert.IsEmpty(other.Read());
        Assert.AreEqual("""{"Seed":2}""", other.Definition);
    }
}
