using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Inputs;

/// <summary>A kind of input that the product does not know keeps the whole contract: rows of any length, a module over two tensors.</summary>
[TestClass]
public sealed class NewKindTests
{
    public static IEnumerable<object[]> Cases =>
        from task in ContractTask.All
        from clause in TrainerContract.Clauses
        select new object[] { task.Name, clause };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Keeps(string task, string clause)
    {
        var asked = ContractTask.All.Single(t => t.Name == task);
        if (!ReferenceEquals(asked, ContractTask.Multiclass)) Full.OrSkip();
        new TrainerContract(ContractSubject.For(new LetterArchitecture(), asked, [nameof(ContractRow.Remark)])).Run(clause);
    }
}
