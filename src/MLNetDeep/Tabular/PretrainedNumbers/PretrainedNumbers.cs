using MLNetDeep.Inputs.Vectors;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Reading;
using MLNetDeep.Pretraining;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>Networks that start from a pretrained ONNX model of vectors of numbers.</summary>
internal sealed class PretrainedNumbers : PretrainedArchitecture<PretrainedNumbersOptions, TableShape>
{
    public override string Key => "pretrainednumbers";

    public override string DisplayName => "Pretrained model of numbers";

    // The model knows how its numbers were scaled, and nobody else.
    public override InputKind InputKind { get; } = new VectorInput { IsStandard = false };

    protected override Module<Tensor, Tensor> Build(PretrainedNumbersOptions options, TableShape input, OutputShape output)
    {
        var width = options.Start?.Network().Inputs[0].Shape![1] ?? throw new InvalidOperationException("The model's file was not read.");
        if (width > 0 && width != input.Size) throw new ArgumentException($"'{options.Model}' takes {width} numbers, but the column has {input.Size}.");
        return new PretrainedModule(options.Start, options.Dropout, output);
    }

    protected override Dictionary<string, Tensor> Sample(IReadOnlyList<GraphPort> inputs, PretrainedNumbersOptions options)
    {
        if (inputs is not [{ Element: OnnxElement.Float, Shape: [_, > 0] shape } input])
            throw new InvalidDataException($"a model of numbers takes one input of reals [rows, width] of a width that it says, but it takes {Describe(inputs)}");
        return new() { [input.Name] = zeros(2, shape[1]) };
    }
}
