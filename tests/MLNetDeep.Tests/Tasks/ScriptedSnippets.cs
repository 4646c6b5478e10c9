using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Tasks;

#region torchscript
internal sealed class Scripted : Module<Tensor, Tensor>
{
    private readonly torch.jit.ScriptModule<Tensor, Tensor> _encoder;
    private readonly Module<Tensor, Tensor> _head;

    public Scripted(string path, int outputs) : base(nameof(Scripted))
    {
        (_encoder, _head) = (torch.jit.load<Tensor, Tensor>(path), Linear(8, outputs));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _head.call(_encoder.call(input));
}
#endregion
