using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// Parameters with one learning rate and one weight decay, joined: the numbers of all of them lie in one tensor, and those of their gradients
/// in another, of which each parameter and each gradient is a view. A step is then a few operations, however many parameters there are.
/// Parameters that get no gradient in a step count as having one of 0.
/// </summary>
internal sealed class WeightGroup : IDisposable
{
    private readonly List<Parameter> _parameters;
    private readonly List<Tensor> _states = [];

    /// <param name="parameters">At least one; all of one type and on one device. Their numbers move into <see cref="Weights"/>.</param>
    /// <param name="rate">The learning rate at the highest point of the schedule.</param>
    /// <param name="decay">The weight decay at the highest point of its schedule.</param>
    /// <param name="decaySchedule">How the weight decay goes on.</param>
    /// <param name="matrices">How many matrices all parameters are, their rows and their columns, where they are changed as such; null where they are numbers.</param>
    public WeightGroup(IReadOnlyList<Parameter> parameters, double rate, double decay, ScheduleKind decaySchedule = ScheduleKind.Constant, long[]? matrices = null)
    {
        Matrices = matrices;
        (_parameters, HighestRate, Rate, HighestDecay, Decay, DecaySchedule) = ([.. parameters], rate, rate, decay, decay, decaySchedule);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Weights = cat(_parameters.Select(p => p.detach().reshape(-1)).ToList()).DetachFromDisposeScope();
        nn.utils.vector_to_parameters(Weights, _parameters);
        Gradients = zeros_like(Weights).DetachFromDisposeScope();
        long at = 0;
        foreach (var parameter in _parameters)
        {
            parameter.grad = Gradients.narrow(0, at, parameter.numel()).view(parameter.shape);
            at += parameter.numel();
        }
    }

    /// <summary>How many parameters there are.</summary>
    public int Count => _parameters.Count;

    /// <summary>The shape of the parameters as matrices [matrices, rows, columns], where they are changed as such; null where they are numbers.</summary>
    public long[]? Matrices { get; }

    /// <summary>The numbers of all parameters, one behind the other.</summary>
    public Tensor Weights { get; }

    /// <summary>The gradients of all parameters, in the same order.</summary>
    public Tensor Gradients { get; }

    /// <summary>The learning rate at the highest point of the schedule.</summary>
    public double HighestRate { get; }

    /// <summary>The learning rate of the next step.</summary>
    public double Rate { get; set; }

    /// <summary>The weight decay at the highest point of its schedule.</summary>
    public double HighestDecay { get; }

    /// <summary>How the weight decay goes on over the training.</summary>
    public ScheduleKind DecaySchedule { get; }

    /// <summary>The weight decay of the next step.</summary>
    public double Decay { get; set; }

    /// <summary>What the optimizer remembers of each number, such as its momentum; 0 at the start.</summary>
    public IReadOnlyList<Tensor> States => _states;

    /// <summary>Makes room for what is remembered.</summary>
    public void Remember(int states)
    {
        while (_states.Count < states) _states.Add(zeros_like(Weights).DetachFromDisposeScope());
    }

    public void Dispose()
    {
        foreach (var parameter in _parameters.Where(p => !p.IsInvalid)) parameter.grad = null;
        Gradients.Dispose();
        Weights.Dispose();
        _states.ForEach(state => state.Dispose());
    }
}
