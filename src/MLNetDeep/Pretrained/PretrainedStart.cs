using MLNetDeep.Onnx.Graph;
using MLNetDeep.Onnx.Importing;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;

namespace MLNetDeep.Pretraining;

/// <summary>What a network that starts from a pretrained model keeps of it, without its weights: it is saved with the options.</summary>
/// <param name="Graph">What the model computes, as <see cref="NetworkGraph.ToBytes"/> writes it.</param>
/// <param name="Shape">The dimensions of its output for one row; -1 for one that differs.</param>
internal sealed record PretrainedStart(byte[] Graph, long[] Shape)
{
    /// <summary>Its special tokens, for models of texts.</summary>
    public SpecialTokens? Tokens { get; init; }

    /// <summary>Its network.</summary>
    public NetworkGraph Network() => NetworkGraph.FromBytes(Graph);

    // One row of the size that a model of images says; null where it says none.
    private static Dictionary<string, Tensor>? OfOwnSize(IReadOnlyList<GraphPort> inputs) => inputs is [{ Element: OnnxElement.Float, Shape: [_, > 0, > 0, > 0] shape } input]
        ? new() { [input.Name] = zeros(1, shape[1], shape[2], shape[3]) }
        : null;

    /// <summary>Reads a model, cuts it, and tries it.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="cutAt">The tensor that it is cut at; null where nobody says.</param>
    /// <param name="sample">Inputs to try it with: two rows.</param>
    /// <param name="option">The option that names the file.</param>
    /// <exception cref="InvalidDataException">It cannot be read, computed or trained.</exception>
    public static (PretrainedStart Start, IReadOnlyDictionary<string, OnnxTensor> Weights) Read(
        string file, string? cutAt, Func<IReadOnlyList<GraphPort>, IReadOnlyDictionary<string, Tensor>> sample, string option)
    {
        using var scope = NewDisposeScope();
        try
        {
            var imported = GraphImport.Run(PretrainedPackages.Open(file), cutAt);
            if (OfOwnSize(imported.Graph.Inputs) is { } own) imported = SizeRules.Settle(imported, own);
            var (graph, shape) = LegacySoftmax.Settle(imported, sample(imported.Graph.Inputs));
            if (shape.Length < 2 || shape[0] != 2) throw new InvalidDataException($"of 2 rows it makes [{string.Join(", ", shape)}] at '{graph.Output}': its first dimension must be the rows");
            return (new PretrainedStart(graph.ToBytes(), shape[1..]), imported.Weights);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or InvalidDataException)
        {
            throw new InvalidDataException($"{option} is '{file}', from which no network can start: {e.Message.TrimEnd('.')}.", e);
        }
    }
}

/// <summary>The numbers of tokens that stand around texts, as a model was trained with them.</summary>
/// <param name="Begin">Before each text; -1 for none.</param>
/// <param name="End">Behind each text; -1 for none.</param>
/// <param name="Padding">What fills shorter texts up.</param>
/// <param name="Unknown">What is not in the vocabulary.</param>
internal sealed record SpecialTokens(long Begin, long End, long Padding, long Unknown)
{
    private static readonly string[] _begins = ["[CLS]", "<s>", "<cls>"], _ends = ["[SEP]", "</s>", "<sep>"], _paddings = ["[PAD]", "<pad>"], _unknowns = ["[UNK]", "<unk>"];

    /// <summary>Finds them by the names that they have.</summary>
    /// <param name="tokens">The vocabulary.</param>
    public static SpecialTokens Find(IReadOnlyList<string?> tokens)
    {
        long Place(string[] names) => names.Select(name => Enumerable.Range(0, tokens.Count).FirstOrDefault(i => tokens[i] == name, -1)).FirstOrDefault(i => i >= 0, -1);
        var (begin, end) = (Place(_begins), Place(_ends));
        return new SpecialTokens(begin, end, Math.Max(0, Place(_paddings)), Math.Max(0, Place(_unknowns)));
    }
}
