using MLNetDeep.Layers;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>A network for texts, which begins with a vector for each token. Shapes: [rows, longest] of tokens → [rows, outputs].</summary>
internal abstract class TextBody : Block, ISeesTrainingRows, IStartsFromVectors
{
    private readonly bool _areClasses;

    protected TextBody(string name, TokenVectors tokens, OutputShape output) : base(name)
    {
        _areClasses = output.Kind is OutputKind.Classes or OutputKind.Flags;
        Tokens = Part("tokens", tokens);
    }

    public int RowsWanted => Tokens.RowsWanted;

    /// <summary>The tokens' vectors.</summary>
    protected TokenVectors Tokens { get; }

    public void Begin(Tensor rows, Tensor targets, bool isNew)
    {
        if (isNew && _areClasses) Tokens.Learn(rows, targets);
    }

    public void Start(Tensor vectors, Tensor known) => Tokens.Start(vectors, known);

    public void End()
    {
    }
}
