using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Contract;

/// <summary>Holds every architecture of the registry, and modules of a user's own, to the contract: registered means tested.</summary>
[TestClass]
public class ContractTests
{
    private static readonly IReadOnlyList<ContractSubject> Subjects =
        [.. ArchitectureRegistry.All.Select(ContractSubject.For), .. ContractTask.All.Skip(1).Select(OfTask), ModuleOfImages(), ModuleOfNumbers()];

    public static IEnumerable<object[]> Cases =>
        from subject in Subjects
        from clause in TrainerContract.Clauses
        select new object[] { subject.Name, clause };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Keeps(string subject, string clause) => new TrainerContract(Fresh(subject)).Run(clause);

    private static ContractSubject Fresh(string subject) => Subjects.Single(s => s.Name == subject) with
    {
        ScoreInFreshProcess = (model, rows) => [.. FreshProcess.Score(model, ContractData.Rows(rows)).Select(row => row.Score)],
    };

    // Architecture and task do not know each other: every architecture is held to the whole contract on one task, one of them on every task.
    private static ContractSubject OfTask(ContractTask task) => ContractSubject.For(ArchitectureRegistry.Get("cnn"), task);

    private static ContractSubject ModuleOfImages() => new()
    {
        Name = "module of images",
        Options = () => new ImageTrainerOptions { MaxEpochs = 3 },
        Trainer = (ml, options) => ml.Deep().MulticlassClassification.FromModule(ContractData.Label, ContractData.Features, context =>
        {
            var image = (ImageShape)context.Input;
            return Sequential(
                ("conv", Conv2d(image.Channels, 8, 3, 1, 1)), ("relu", ReLU()), ("pool", MaxPool2d(2)),
                ("flatten", Flatten()), ("head", Linear(8 * image.Height / 2 * image.Width / 2, context.Output.Size)));
        }, options),
    };

    private static ContractSubject ModuleOfNumbers() => new()
    {
        Name = "module of numbers",
        Options = () => new TrainerOptions { MaxEpochs = 3 },
        Trainer = (ml, options) => ml.Deep().MulticlassClassification.FromModule(ContractData.Label, ContractData.Features,
            context => Sequential(("first", Linear(context.Input.Size, 32)), ("relu", ReLU()), ("second", Linear(32, context.Output.Size))), options),
    };
}
