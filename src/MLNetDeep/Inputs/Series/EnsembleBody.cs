using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Series;

/// <summary>The weighted mean of the forecasts of several networks. Shapes: [windows, steps, columns] → [windows, horizon, columns].</summary>
internal sealed class EnsembleBody : Block
{
    private const string WeightName = "weight";
    private readonly List<Module<Tensor, Tensor>> _members;

    /// <param name="members">The networks.</param>
    /// <param name="weights">Their weights; evenly when null, for weights to be loaded into.</param>
    public EnsembleBody(IEnumerable<Module<Tensor, Tensor>> members, IReadOnlyList<float>? weights = null) : base(nameof(EnsembleBody))
    {
        _members = [.. members.Select((member, i) => Part($"member{i}", member))];
        register_buffer(WeightName, Tensors.OfFloats([.. weights ?? Enumerable.Repeat(1f / _members.Count, _members.Count)], _members.Count));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var weights = Tensors.ToFloats(get_buffer(WeightName)!);
        return _members.Select((member, i) =>
        {
            var forecast = composer.Apply(member, input);
            return composer.Node("Mul", forecast.Shape, [forecast, composer.Constant(weights[i])]);
        }).Aggregate(composer.Add);
    }

    protected override Tensor Run(Tensor input)
    {
        var weights = get_buffer(WeightName)!;
        return _members.Select((member, i) => member.call(input).mul(weights[i])).Aggregate((sum, one) => sum.Plus(one));
    }
}
