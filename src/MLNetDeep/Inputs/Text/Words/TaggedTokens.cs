using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Text;

/// <summary>Sentences as numbers of tokens with their tags.</summary>
/// <param name="Tokens">Numbers of tokens [rows, longest] (Int64), 0 behind the end of shorter sentences.</param>
/// <param name="Tags">The tag of the first token of each word, from 1; 0 elsewhere [rows, longest] (Int64).</param>
internal sealed record TaggedTokens(Tensor Tokens, Tensor Tags);
