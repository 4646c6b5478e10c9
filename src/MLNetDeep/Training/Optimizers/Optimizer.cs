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
    public static Optimizer Create(Module network, TrainerOptions options, Func<string, double>? shareOf = null)
    {
        var groups = GroupsOf(network, options, shareOf);
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
        _groups.ForEach(Update);
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

    /// <summary>Changes the weights of a group, whose temporary tensors are freed afterwards.</summary>
    protected abstract void Update(WeightGroup group);

    /// <summary>Decoupled weight decay (Loshchilov and Hutter, 2019): weights shrink beside the step, not through the gradient.</summary>
    protected static void Decay(WeightGroup group)
    {
        if (group.Decay > 0) group.Weights.MultiplyInPlace(1 - (group.Rate * group.Decay));
    }

    private static List<WeightGroup> GroupsOf(Module network, TrainerOptions options, Func<string, double>? shareOf)
    {
        var (rule, factors) = (new DecayRule(network), FactorsIn(network));
        var matrices = options.Optimizer == OptimizerKind.Muon ? new MatrixRule(network, rule) : null;
        (double Share, double Decay, ScheduleKind Schedule, ScalarType, (long Rows, long Columns)? Matrix) Key(string name, Tensor parameter)
        {
            var own = factors.GetValueOrDefault(name, new WeightFactors(1));
            return ((shareOf?.Invoke(name) ?? 1) * own.Rate, own.Decay ?? (rule.Decays(name, parameter) ? 1 : 0), own.DecaySchedule, parameter.dtype, matrices?.Find(name, parameter));
        }
        return [.. network.named_parameters()
            .Where(p => p.parameter.requires_grad)
            .GroupBy(p => Key(p.name, p.parameter), p => p.parameter)
            .Select(g => new WeightGroup([.. g], options.LearningRate * g.Key.Share, options.WeightDecay * g.Key.Decay, g.Key.Schedule,
                g.Key.Matrix is { } matrix ? [g.Sum(p => p.numel()) / matrix.Rows / matrix.Columns, matrix.Rows, matrix.Columns] : null))];
    }

    // What modules say of their parameters, by the names within the network.
    private static Dictionary<string, WeightFactors> FactorsIn(Module network) => network.named_modules()
        .Select(m => (Prefix: m.name + ".", m.module)).Append((Prefix: "", module: network))
        .Where(m => m.module is IWeightFactors)
        .SelectMany(m => m.module.named_parameters().Select(p => (Name: m.Prefix + p.name, Factors: ((IWeightFactors)m.module).FactorsOf(p.name))))
        .DistinctBy(p => p.Name)
        .ToDictionary(p => p.Name, p => p.Factors);
}
