using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>What a language model takes.</summary>
/// <param name="Tokens">Numbers of tokens [rows, length] (Int64).</param>
/// <param name="Cache">What is known of the tokens before; null for none.</param>
internal sealed record GptTokens(Tensor Tokens, GptCache? Cache = null);

/// <summary>A decoder-only transformer: what comes next is told from what came before. Shapes: [rows, length] of tokens → logits [rows, length, vocabulary].</summary>
internal abstract class LanguageModule(string name) : Block<GptTokens>(name)
{
    /// <summary>The most tokens at once.</summary>
    public abstract int ContextLength { get; }

    /// <summary>How many different tokens there are.</summary>
    public abstract int Vocabulary { get; }

    /// <summary>Layers one after the other.</summary>
    public abstract int Layers { get; }

    /// <summary>Heads of each layer.</summary>
    public abstract int Heads { get; }

    /// <summary>Numbers of a head.</summary>
    public abstract int HeadWidth { get; }

    /// <summary>The cosines and sines of all places; null where places are not told by turning.</summary>
    public virtual (Tensor Cosines, Tensor Sines)? Angles => null;

    /// <summary>Where it computes.</summary>
    public Device Device => parameters().First().device;

    /// <summary>A cache for so many rows.</summary>
    public GptCache NewCache(int rows) => new(Layers, [rows, Heads, ContextLength, HeadWidth], Device);

    /// <summary>The logits of what comes behind the last token [rows, vocabulary]; in the dispose scope of the caller.</summary>
    public Tensor Last(GptTokens input)
    {
        using var scope = NewDisposeScope();
        return Logits(States(input).select(1, -1)).MoveToOuterDisposeScope();
    }

    /// <summary>Adds what is known at each token in evaluation mode: of tokens [rows, length] to [rows, length, width].</summary>
    public abstract OnnxValue Export(GptGraph graph, OnnxValue tokens);

    /// <summary>Adds the logits of what comes next, of what is known at tokens.</summary>
    public abstract OnnxValue ExportLogits(GptGraph graph, OnnxValue states);

    protected sealed override Tensor Run(GptTokens input) => Logits(States(input));

    /// <summary>What is known at each token [rows, length, width].</summary>
    protected abstract Tensor States(GptTokens input);

    /// <summary>The logits of what comes next, of what is known at tokens.</summary>
    protected abstract Tensor Logits(Tensor states);
}
