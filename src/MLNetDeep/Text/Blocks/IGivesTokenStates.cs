using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>A network for texts with a hidden state for each token.</summary>
internal interface IGivesTokenStates
{
    /// <summary>The size of the hidden state of a token.</summary>
    int StateWidth { get; }

    /// <summary>The hidden state of each token. Shapes: [rows, longest] of tokens → [rows, longest, width].</summary>
    Tensor States(Tensor input);

    /// <summary>Adds what <see cref="States(Tensor)"/> does in evaluation mode.</summary>
    OnnxValue States(OnnxComposer composer, OnnxValue input);
}
