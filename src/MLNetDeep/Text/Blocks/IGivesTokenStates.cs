using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>A network for texts that says something of each token, by what is around it.</summary>
internal interface IGivesTokenStates
{
    /// <summary>Numbers that are said of a token.</summary>
    int StateWidth { get; }

    /// <summary>What is said of each token. Shapes: [rows, longest] of tokens → [rows, longest, width].</summary>
    Tensor States(Tensor input);

    /// <summary>Adds what <see cref="States(Tensor)"/> does in evaluation mode.</summary>
    OnnxValue States(OnnxComposer composer, OnnxValue input);
}
