using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What batch and instance normalisation share: scale, shift and the running mean and variance.</summary>
internal sealed class RunningStatistics
{
    internal sealed record Options(long Features, double Eps, double Momentum, bool Affine, bool Track);

    private readonly nn.Module owner;

    public RunningStatistics(nn.Module owner, Options settings, Device? device, ScalarType? dtype)
    {
        (this.owner, Settings) = (owner, settings);
        if (settings.Affine)
        {
            owner.register_parameter("weight", new Parameter(ones([settings.Features], dtype, device)));
            owner.register_parameter("bias", new Parameter(zeros([settings.Features], dtype, device)));
        }
        if (!settings.Track)
            return;
        owner.register_buffer("running_mean", zeros([settings.Features], dtype, device));
        owner.register_buffer("running_var", ones([settings.Features], dtype, device));
        owner.register_buffer("num_batches_tracked", zeros([], ScalarType.Int64, device));
    }

    public Options Settings { get; }

    public Parameter? Parameter(string name) => owner.get_parameter(name);

    public Tensor? Buffer(string name) => owner.get_buffer(name);

    public void Reset()
    {
        if (!Settings.Track)
            return;
        Buffer("running_mean")!.zero_();
        Buffer("running_var")!.fill_(1);
        Buffer("num_batches_tracked")!.zero_();
    }

    public Tensor BatchNorm(Tensor input, int least, int most)
    {
        Check(input, least, most);
        if (owner.training && Settings.Track)
            Buffer("num_batches_tracked")!.add_(1);
        return Op.One("batch_norm", input, Parameter("weight"), Parameter("bias"), Buffer("running_mean"), Buffer("running_var"),
            owner.training || !Settings.Track, Settings.Momentum, Settings.Eps, true);
    }

    public Tensor InstanceNorm(Tensor input, int least, int most)
    {
        Check(input, least, most);
        var single = input.ndim == least && least != most;
        var batch = single ? input.unsqueeze(0) : input;
        var result = Op.One("instance_norm", batch, Parameter("weight"), Parameter("bias"), Buffer("running_mean"),
            Buffer("running_var"), owner.training || !Settings.Track, Settings.Momentum, Settings.Eps, true);
        return single ? result.squeeze(0) : result;
    }

    private void Check(Tensor input, int least, int most)
    {
        if (input.ndim < least || input.ndim > most)
            throw new ArgumentException($"{owner.GetName()}: expected {(least == most ? least : $"{least} or {most}")} dimensions, but the input has {input.ndim}.");
    }
}
