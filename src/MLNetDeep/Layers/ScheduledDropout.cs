using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>Dropout whose rate goes along a schedule. Shapes stay.</summary>
/// <param name="rate">The highest rate.</param>
/// <param name="schedule">How it goes on over the training.</param>
internal sealed class ScheduledDropout(double rate, ScheduleKind schedule) : Block(nameof(ScheduledDropout)), IFollowsTraining
{
    private double _rate = rate * ScheduleCurve.At(schedule, 0);

    public void Follow(double done) => _rate = rate * ScheduleCurve.At(schedule, done);

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => input;

    protected override Tensor Run(Tensor input) => training && _rate > 0 ? functional.dropout(input, _rate) : input;
}
