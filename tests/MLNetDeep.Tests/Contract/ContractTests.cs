using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Contract;

/// <summary>Holds every architecture of the registry, and modules of a user's own, to the contract: registered means tested.</summary>
[TestClass]
public class ContractTests
{
    private static readonly IReadOnlyList<ContractSubject> Subjects =
        [.. ContractTask.All.SelectMany(task => ArchitectureRegistry.All.Select(a => ContractSubject.For(a, task))), ModuleOfImages(), ModuleOfNumbers()];

    // Architecture and task do not know each other. So every architecture is held to all clauses on one task and one
    // architecture on every task; one of each kind of input is held to those that touch both on every task, and all to all where time is no matter.
    private static readonly string[] Deep = ["convnext", "mobilenetv3", "resnet", "vit", "textcnn", "lstm", "gru", "texttransformer", "combined", "sentencepair", "gcn", "graphsage", "gatv2", "gine", "appnp", "rgcn", "inceptiontime", "sequencelstm", "sequencegru", "sequencetcn", "sequencetransformer", "audiocnn", "bcresnet"];

    private static readonly string[] Crossing = [nameof(TrainerContract.SavedAndLoadedScoresAreEqual), nameof(TrainerContract.LearnsSixteenRowsByHeart)];

    public static IEnumerable<object[]> Cases =>
        from subject in Subjects
        from clause in TrainerContract.Clauses
        where Full.IsAsked(subject.Name)
        where Full.IsWanted || (!IsForFull(subject, clause) && ((subject.Task == ContractTask.Multiclass && !IsTwin(subject))
            || subject.Name.StartsWith("mlp ", StringComparison.Ordinal) || (Crossing.Contains(clause) && OfItsKind.Contains(subject.Name.Split(' ')[0]) && !TakesLong(subject, clause))))
        select new object[] { subject.Name, clause };

    // Gated recurrent units are a layer of the same network; two texts are several inputs; graph networks differ by a layer; recurrent networks and transformers have the layers of those for texts.
    private static readonly string[] Twins = ["gru", "sentencepair", "gcn", "graphsage", "gatv2", "gine", "appnp", "rgcn", "sequencelstm", "sequencegru", "sequencetransformer"];

    private static bool IsTwin(ContractSubject subject) => Array.Exists(Twins, key => subject.Name == key || subject.Name.StartsWith(key + " ", StringComparison.Ordinal));

    // Those whose options are at their ends in seconds; that the others build there, without training, the sweeps' own tests say.
    private static readonly string[] Quick = ["cnn", "mlp", "textcnn", "tabm"];

    // Of these, what trains more than once or longest waits for the full run.
    private static readonly string[] Slow = ["mobilenetv3", "inceptiontime", "bcresnet"];

    private static readonly string[] Long =
    [
        nameof(TrainerContract.BeatsTheConstantBaseline), nameof(TrainerContract.LearnsSixteenRowsByHeart), nameof(TrainerContract.SameSeedSameWeights), nameof(TrainerContract.LeavesNoTensorsBehind),
    ];

    // What hangs on how rows are read, whatever network is behind, is held to one network of each kind of input.
    private static readonly string[] OfItsKind = ["cnn", "mlp", "textcnn", "gin", "combined", "sequencetcn", "audiocnn"];

    private static readonly string[] Reading =
    [
        nameof(TrainerContract.CursorsAreIndependent), nameof(TrainerContract.LeavesOptionsAndDataAlone), nameof(TrainerContract.DeliversThePromisedSchema), nameof(TrainerContract.ScoresAnyNumberOfRows),
        nameof(TrainerContract.ScoresWithoutALabel), nameof(TrainerContract.ReportedMetricsAreTrue), nameof(TrainerContract.ScoresAreWhatTheyMean), nameof(TrainerContract.RefusesMissingAndWrongColumns),
    ];

    private static bool IsLikeAnother(ContractSubject subject, string clause) =>
        Reading.Contains(clause) && ArchitectureRegistry.All.Any(architecture => architecture.Key == subject.Name) && !OfItsKind.Contains(subject.Name);

    // What hangs on no task is held to one alone.
    private static bool IsForFull(ContractSubject subject, string clause) => IsLikeAnother(subject, clause) || (clause == nameof(TrainerContract.EveryEndOfTheSweepBuilds) && !Quick.Contains(subject.Name))
        || (Slow.Contains(subject.Name) && Long.Contains(clause));

    // Deep networks take seconds for each task, where the others take tenths.
    private static bool TakesLong(ContractSubject subject, string clause) => Array.Exists(Deep, key => subject.Name.StartsWith(key + " ", StringComparison.Ordinal))
        && (clause == nameof(TrainerContract.LearnsSixteenRowsByHeart) || subject.Name.StartsWith("mobilenetv3 ", StringComparison.Ordinal));

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Keeps(string subject, string clause) => new TrainerContract(Fresh(subject)).Run(clause);

    private static ContractSubject Fresh(string subject) => Subjects.Single(s => s.Name == subject) with
    {
        ScoreInFreshProcess = (model, rows) => [.. FreshProcess.Score(model, ContractData.Rows(rows)).Select(row => row.Score)],
    };

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
