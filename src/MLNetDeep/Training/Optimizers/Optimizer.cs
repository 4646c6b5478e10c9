using MLNetDeep.Common;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// Changes the weights of a network by their gradients. The steps are written here rather than taken from TorchSharp, whose own
/// hand native calls numbers that the garbage collector may free meanwhile (see <see cref="Arithmetic"/>).
/// </summary>
internal abstract class Optimizer : IDisposable
{
    private readonly List<WeightGroup> _groups;

    /// <param name="groups">What is changed.</param>
    /// <param name="states">How many tensors are remembered for each weight.</param>
    protected Optimizer(IEnumerable<WeightGroup> groups, int states) : this(groups, _ => states)
    {
    }

    /// <param name="groups">What is changed.</param>
    /// <param name="states">How many tensors are remembered for each weight of a group.</param>
    protected Optimizer(IEnumerable<WeightGroup> groups, Func<WeightGroup, int> states)
    {
        _groups = [.. groups];
        _groups.ForEach(group => group.Remember(states(group)));
    }

    public IReadOnlyList<WeightGroup> Groups => _groups;

    /// <summary>Steps done.</summary>
    public long Steps { get; private set; }

    /// <summary>The optimizer that options ask for. Parameters that do not want a gradient are left out.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="options">Kind, rate, decay and momentum.</param>
    /// <param name="shareOf">The share of the learning rate that a parameter gets, by its name; all of it when null.</param>
    /// <param name="firstEpochOf">The epoch in which a parameter begins to learn, by its name; the first when null.</param>
    public static Optimizer Create(Module network, TrainerOptions options, Func<string, double>? shareOf = null, Func<string, int>? firstEpochOf = null)
    {
        var groups = GroupsOf(network, options, shareOf, firstEpochOf);
        return options.Optimizer switch
        {
            OptimizerKind.Sgd => new Sgd(groups, options.Momentum),
            OptimizerKind.Lion => new Lion(groups),
            OptimizerKind.Muon => new Muon(groups, options.Beta1, options.Beta2),
            _ => new AdamW(groups, options.Beta2, isDecoupled: options.Optimizer == OptimizerKind.AdamW, options.Beta1),
        };
    }

    /// <summary>Sets the rate of every group, each by its share of the whole, and its weight decay.</summary>
    /// <param name="learningRate">The learning rate of the next step.</param>
    /// <param name="highest">The highest of the schedule.</param>
    /// <param name="done">The share of the training that is done.</param>
    public void SetRate(double learningRate, double highest, double done = 0) => _groups.ForEach(group =>
        (group.Rate, group.Decay) = (group.HighestRate * (learningRate / highest), group.HighestDecay * ScheduleCurve.At(group.DecaySchedule, done)));

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGradients()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        _groups.ForEach(group => group.Gradients.zero_());
    }

    /// <summary>Changes the weights once.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Steps++;
        foreach (var slice in _groups.Where(group => !group.IsAsleep).SelectMany(group => group.Slices))
        {
            using var part = NewDisposeScope();
            Update(slice);
        }
    }

    /// <summary>Lets the parameters learn that begin in this epoch or did before.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="stepsOfEpoch">Steps of each epoch.</param>
    public void Wake(int epoch, long stepsOfEpoch)
    {
        foreach (var group in _groups) (group.IsAsleep, group.StepsBefore) = (group.FirstEpoch > epoch, (group.FirstEpoch - 1) * stepsOfEpoch);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Steps);
        foreach (var state in _groups.SelectMany(group => group.States)) TensorBytes.Write(writer, state);
    }

    public void Load(BinaryReader reader)
    {
        Steps = reader.ReadInt64();
        foreach (var state in _groups.SelectMany(group => group.States)) TensorBytes.Read(reader, state);
    }

    public void Dispose() => _groups.ForEach(group => group.Dispose());

    /// <summary>Changes weights; temporary tensors are freed afterwards.</summary>
    protected abstract void Update(WeightSlice slice);

    /// <summary>Decoupled weight decay (Loshchilov and Hutter, 2019): weights shrink beside the step, not through the gradient.</summary>
    protected static void Decay(WeightSlice slice)
    {
        if (slice.Group.Decay > 0) slice.Weights.MultiplyInPlace(1 - (slice.Group.Rate * slice.Group.Decay));
    }

    /// <summary>Steps that a group was changed in, this one included.</summary>
    protected long StepsOf(WeightGroup group) => Steps - group.StepsBefore;

    private static List<WeightGroup> GroupsOf(Module network, TrainerOptions options, Func<string, double>? shareOf, Func<string, int>? firstEpochOf)
    {
        var (rule, factors, isTurned) = (new DecayRule(network), FactorsIn(network), FilterLayout.IsIn(network));
        var matrices = options.Optimizer == OptimizerKind.Muon ? new MatrixRule(network, rule) : null;
        (double Share, int FirstEpoch, double Decay, ScheduleKind Schedule, ScalarType, (long Rows, long Columns)? Matrix) Key(string name, Tensor parameter)
        {
            var own = factors.GetValueOrDefault(name, new WeightFactors(1));
            return ((shareOf?.Invoke(name) ?? 1) * own.Rate, firstEpochOf?.Invoke(name) ?? 1, own.Decay ?? (rule.Decays(name, parameter) ? 1 : 0), own.DecaySchedule, parameter.dtype, matrices?.Find(name, parameter));
        }
        return [.. network.named_parameters()
            .Where(p => p.parameter.requires_grad)
            .GroupBy(p => Key(p.name, p.parameter), p => p.parameter)
            .Select(g => new WeightGroup([.. g], options.LearningRate * g.Key.Share, options.WeightDecay * g.Key.Decay, g.Key.Schedule, isTurned,
                g.Key.Matrix is { } matrix ? [g.Sum(p => p.numel()) / matrix.Rows / matrix.Columns, matrix.Rows, matrix.Columns] : null) { FirstEpoch = g.Key.FirstEpoch })];
    }

    // What modules say of their parameters, by the names within the network.
    private static Dictionary<string, WeightFactors> FactorsIn(Module network) => network.named_modules()
        .Select(m => (Prefix: m.name + ".", m.module)).Append((Prefix: "", module: network))
        .Where(m => m.module is IWeightFactors)
        .SelectMany(m => m.module.named_parameters().Select(p => (Name: m.Prefix + p.name, Factors: ((IWeightFactors)m.module).FactorsOf(p.name))))
        .DistinctBy(p => p.Name)
        .ToDictionary(p => p.Name, p => p.Factors);
}
