using MLNetDeep.Common;
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
    // What a step does to so many numbers stays in the cache of a core, where all of a large network's would come from memory for each operation.
    private const long NumbersOfSlice = 1 << 17;
    private readonly List<Parameter> _parameters;
    private readonly List<Tensor> _states = [];
    private readonly List<WeightSlice> _slices = [];
    private readonly List<Parameter> _turned = [];

    /// <param name="parameters">At least one; all of one type and on one device. Their numbers move into <see cref="Weights"/>.</param>
    /// <param name="rate">The learning rate at the highest point of the schedule.</param>
    /// <param name="decay">The weight decay at the highest point of its schedule.</param>
    /// <param name="decaySchedule">How the weight decay goes on.</param>
    /// <param name="isTurned">Whether filters have their channels last in memory, until the group is disposed.</param>
    /// <param name="matrices">How many matrices all parameters are, their rows and their columns, where they are changed as such; null where they are numbers.</param>
    public WeightGroup(IReadOnlyList<Parameter> parameters, double rate, double decay, ScheduleKind decaySchedule = ScheduleKind.Constant, bool isTurned = false, long[]? matrices = null)
    {
        Matrices = matrices;
        (_parameters, HighestRate, Rate, HighestDecay, Decay, DecaySchedule) = ([.. parameters], rate, rate, decay, decay, decaySchedule);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        bool Turns(Parameter parameter) => isTurned && FilterLayout.Turns(parameter);
        Weights = cat(_parameters.Select(p => Turns(p) ? FilterLayout.Flat(p.detach()) : p.detach().reshape(-1)).ToList()).DetachFromDisposeScope();
        Gradients = zeros_like(Weights).DetachFromDisposeScope();
        long at = 0;
        foreach (var parameter in _parameters)
        {
            var (numbers, gradients) = (Weights.narrow(0, at, parameter.numel()), Gradients.narrow(0, at, parameter.numel()));
            at += parameter.numel();
            var shape = parameter.shape;
            var turns = Turns(parameter);
            parameter.set_(turns ? FilterLayout.View(numbers, shape) : numbers.view(shape));
            parameter.grad = turns ? FilterLayout.View(gradients, shape) : gradients.view(shape);
            if (turns) _turned.Add(parameter);
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

    /// <summary>The epoch, from 1, in which it begins to learn.</summary>
    public int FirstEpoch { get; init; } = 1;

    /// <summary>Whether it does not learn yet: it is as if it were not there.</summary>
    public bool IsAsleep { get; set; }

    /// <summary>The optimizer's steps before it began to learn.</summary>
    public long StepsBefore { get; set; }

    /// <summary>What the optimizer remembers of each number, such as its momentum; 0 at the start.</summary>
    public IReadOnlyList<Tensor> States => _states;

    /// <summary>Makes room for what is remembered.</summary>
    public void Remember(int states)
    {
        while (_states.Count < states) _states.Add(zeros_like(Weights).DetachFromDisposeScope());
        var all = Weights.numel();
        var size = Matrices is null && Weights.device_type == TorchSharp.DeviceType.CPU ? NumbersOfSlice : all;
        for (var at = 0L; at < all; at += size)
        {
            Tensor Part(Tensor whole) => whole.narrow(0, at, Math.Min(size, all - at)).DetachFromDisposeScope();
            _slices.Add(new WeightSlice(this, Part(Weights), Part(Gradients), [.. _states.Select(Part)]));
        }
    }

    /// <summary>The numbers of all parameters in parts, each of which is changed before the next.</summary>
    public IReadOnlyList<WeightSlice> Slices => _slices;

    public void Dispose()
    {
        foreach (var parameter in _parameters.Where(p => !p.IsInvalid)) parameter.grad = null;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var parameter in _turned.Where(p => !p.IsInvalid)) parameter.set_(parameter.contiguous());
        _slices.ForEach(slice => slice.Dispose());
        Gradients.Dispose();
        Weights.Dispose();
        _states.ForEach(state => state.Dispose());
    }
}

/// <summary>A part of the numbers of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Weights">Of its weights.</param>
/// <param name="Gradients">Their gradients.</param>
/// <param name="States">What the optimizer remembers of them.</param>
internal sealed record WeightSlice(WeightGroup Group, Tensor Weights, Tensor Gradients, Tensor[] States) : IDisposable
{
    public void Dispose()
    {
        Weights.Dispose();
        Gradients.Dispose();
        foreach (var state in States) state.Dispose();
    }
}
