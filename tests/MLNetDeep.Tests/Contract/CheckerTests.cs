using Microsoft.ML;
using MLNetDeep.Persistence;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Onnx;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Contract;

/// <summary>The ONNX project's checker accepts what is saved of every architecture for every task.</summary>
[TestClass]
public sealed class CheckerTests
{
    private static readonly IEnumerable<ContractSubject> Subjects =
        from architecture in ArchitectureRegistry.All
        from task in ContractTask.All
        select ContractSubject.For(architecture, task);

    [TestMethod]
    public void The_checker_accepts_what_is_saved()
    {
        Full.OrSkip();
        OnnxChecker.Check(Subjects.Select(Export).ToList());
    }

    private static byte[] Export(ContractSubject subject)
    {
        var ml = new MLContext(seed: 1);
        var options = subject.Options();
        options.MaxEpochs = 1;
        using var model = subject.Trainer(ml, options).Fit(ContractData.Create(ml, 30));
        return NetworkOnnx.Export(model.Model, TaskSaving.Of(model.Model.Task));
    }
}
