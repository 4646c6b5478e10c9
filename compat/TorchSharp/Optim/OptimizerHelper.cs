using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What the optimizers have in common: groups, the state of each parameter, and saving both.</summary>
public abstract class OptimizerHelper : Optimizer
{
    protected OptimizerOptions _defaults = new();
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    public OptimizerHelper() { }

    public override IEnumerable<Parameter> parameters() => base.parameters();

    public override void zero_grad() => base.zero_grad();

    public override void add_param_group(ParamGroup param_group) => base.add_param_group(param_group);

    public void to(Device device)
    {
        foreach (var (_, state) in _state)
            state.to(device);
    }

    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Encode(_parameter_groups.Count);
        writer.Encode(_state.Count);
        foreach (var group in _parameter_groups)
            group.Options.SaveStateDict(writer);
        foreach (var (_, state) in _state)
            state.SaveStateDict(writer);
    }

    public void load_state_dict(BinaryReader reader)
    {
        if (reader.ReadString() is var name && name != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}'.");
        CheckCount("parameter groups", _parameter_groups.Count, reader.Decode());
        CheckCount("parameters", _state.Count, reader.Decode());
        foreach (var group in _parameter_groups)
            group.Options.LoadStateDict(reader);
        foreach (var (_, state) in _state)
            state.LoadStateDict(reader);
    }

    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }
            dictionary.StateIndexRef.Add(indices);
        }
        return dictionary;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        CheckCount("parameter groups", _parameter_groups.Count, state_dict.Options.Count);
        CheckCount("parameters", _state.Count, state_dict.State.Count);
        for (var i = 0; i < _parameter_groups.Count; i++)
            _parameter_groups[i].Options.LoadStateDict(state_dict.Options[i]);
        var next = 0;
        foreach (var group in _parameter_groups)
            foreach (var parameter in group.Parameters)
                _state[parameter.Handle].LoadStateDict(state_dict.State[next++]);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var (_, state) in _state)
            (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
            using (enable_grad())
                loss = loss_closure();
        using (no_grad())
        using (NewDisposeScope())
            foreach (var group in _parameter_groups)
                body((T)group);
        return loss;
    }

    /// <summary>Fills in what a group leaves open, and makes the state of its parameters.</summary>
    internal void Adopt(ParamGroup group, Func<Parameter, OptimizerState> makeState)
    {
        group.Options.LearningRate ??= _defaults.LearningRate;
        group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
        group.Parameters = group.Parameters.ToArray();
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            if (_state.ContainsKey(parameter.Handle))
                throw new ArgumentException("A parameter appears more than once in the parameter groups.");
            var state = makeState(parameter);
            state.Initialize(group.Options);
            _state[parameter.Handle] = state;
        }
    }

    /// <summary>The parameters of a group that have a gradient, with their gradients and states.</summary>
    internal unsafe (Tensor[] Parameters, Tensor[] Gradients, TState[] States) WithGradients<TState>(ParamGroup group, bool maximize)
        where TState : OptimizerState
    {
        var all = (Parameter[])group.Parameters;
        var handles = Tensor.Handles(all);
        var found = new IntPtr[all.Length];
        fixed (IntPtr* pointers = handles, grads = found)
            Shim.Check(Shim.shim_grads(pointers, handles.Length, grads));
        var used = Enumerable.Range(0, all.Length).Where(i => found[i] != 0).ToArray();
        var gradients = Array.ConvertAll(used, i => new Tensor(found[i]));
        if (maximize)
            gradients = Op.Many("_foreach_neg", gradients);
        return (Array.ConvertAll(used, i => (Tensor)all[i]), gradients, Array.ConvertAll(used, i => (TState)_state[handles[i]]));
    }

    private static void CheckCount(string what, int expected, long found)
    {
        if (expected != found)
            throw new InvalidDataException($"Mismatched number of {what}: expected {expected}, but found {found}.");
    }
}
