using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The module that the page on export shows, compiled.</summary>
internal sealed class Residual : Module<Tensor, Tensor>, IOnnxExportable
{
    private readonly Module<Tensor, Tensor> _body;

    public Residual(Module<Tensor, Tensor> body)
        : base(nameof(Residual))
    {
        _body = body;
        RegisterComponents();
    }

    #region residual
    public override Tensor forward(Tensor input) => input + _body.forward(input);

    public OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Add(input, composer.Apply(_body, input));
    #endregion
}
