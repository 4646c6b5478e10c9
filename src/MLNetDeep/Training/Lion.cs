using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>
/// Lion (Chen et al., Symbolic Discovery of Optimization Algorithms, 2023): each weight moves by the learning rate in the
/// direction that momentum and gradient agree on. One tensor of state where Adam has two.
/// u = sign(β₁ m + (1 - β₁) g); w ← w - rate (u + decay w); m ← β₂ m + (1 - β₂) g.
/// </summary>
internal sealed class Lion : OptimizerHelper
{
    private const double Beta1 = 0.9, Beta2 = 0.99;

    public Lion(IEnumerable<Group> groups)
    {
        foreach (var group in groups) add_param_group(group);
    }

    public override void add_param_group(ParamGroup param_group)
    {
        base.add_param_group(param_group);
        foreach (var parameter in param_group.Parameters)
        {
            var state = new Momentum(parameter);
            state.Initialize(param_group.Options);
            _state[parameter.Handle] = state;
        }
    }

    public override Tensor step(Func<Tensor>? closure = null) => _step<Group>(Update, closure)!;

    private void Update(Group group)
    {
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            var momentum = ((Momentum)_state[parameter.Handle]).Average;
            var direction = momentum.mul(Beta1).add_(gradient, 1 - Beta1).sign_();
            if (group.Decay > 0) parameter.mul_(1 - (group.LearningRate * group.Decay));
            parameter.add_(direction, -group.LearningRate);
            momentum.mul_(Beta2).add_(gradient, 1 - Beta2);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var state in _state.Values.OfType<Momentum>()) state.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Parameters with one learning rate and one decay.</summary>
    public sealed class Group : ParamGroup
    {
        public Group(IReadOnlyList<Parameter> parameters, double learningRate, double decay)
        {
            Parameters = parameters;
            Options = new OptimizerOptions { LearningRate = learningRate, InitialLearningRate = learningRate };
            Decay = decay;
        }

        public double Decay { get; }
    }

    private sealed class Momentum(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public Tensor Average { get; private set; } = null!;

        public override void Initialize(OptimizerOptions options) => Average = zeros_like(_parameter).DetachFromDisposeScope();

        public override void LoadStateDict(BinaryReader reader) => Average.Load(reader);

        public override void LoadStateDict(OptimizerState source) => Average.copy_(((Momentum)source).Average);

        public override void SaveStateDict(BinaryWriter writer) => Average.Save(writer);

        public void Dispose() => Average.Dispose();
    }
}
