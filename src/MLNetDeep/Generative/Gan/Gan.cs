using System.Globalization;
using MLNetDeep.Inputs.Conditioned;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>The generative adversarial network.</summary>
/// <param name="kind">Its kind of input.</param>
internal sealed class Gan(ConditionedInput kind) : GenerativeArchitecture(kind)
{
    private const double Collapsed = 0.3, Runaway = 1000;
    private const int FirstEpochs = 10;

    public override string Key => "gan";

    public override string DisplayName => "Gan";

    public override Type OptionsType => typeof(GanOptions);

    public override IReadOnlyList<string> Metrics { get; } = [GanModule.Distance, GanModule.Spread];

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new GanModule((GanOptions)options, (ConditionedShape)input);

    public override string? Watch(int epoch, IReadOnlyDictionary<string, double> metrics)
    {
        if (epoch >= FirstEpochs && metrics.TryGetValue($"Validation{GanModule.Spread}", out var spread) && spread < Collapsed)
            return string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch}: the generator has collapsed, its samples are {spread:p0} as far from each other as rows are. Lower {nameof(GanOptions.GeneratorRate)} or {nameof(GanOptions.LearningRate)}.");
        return Math.Abs(metrics[GanModule.Distance]) > Runaway
            ? string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch}: the training diverges, the critic tells samples from rows by {metrics[GanModule.Distance]:g3}. Lower {nameof(GanOptions.LearningRate)} or raise {nameof(GanOptions.GradientPenalty)}.")
            : null;
    }
}
