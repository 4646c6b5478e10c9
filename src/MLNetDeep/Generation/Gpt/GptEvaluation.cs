using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Generative;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generation;

/// <summary>Tells texts token by token, and adds up the loss.</summary>
internal static class GptEvaluation
{
    private const int WindowsAtOnce = 64;

    public static LanguageMetrics Run(GptModel model, TextTokenizer tokenizer, IDataView data)
    {
        TorchSession.UseThreads(model.Options.Threads);
        var (loss, tokens, characters) = (0.0, 0L, 0L);
        using var cursor = data.GetRowCursor([ColumnChecks.Find(data.Schema, "text", model.Column)]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema[model.Column]);
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            getter(ref text);
            if (text.IsEmpty) continue;
            int[] stream = [LanguageModel.Boundary, .. tokenizer.Encode(text.Span, out _)];
            loss += Loss(model.Network, stream);
            tokens += stream.Length - 1;
            foreach (var _ in text.Span.EnumerateRunes()) characters++;
        }
        return tokens == 0 ? throw new InvalidOperationException($"There is no text to evaluate on in column '{model.Column}'.") : new LanguageMetrics(loss / tokens, tokens, characters);
    }

    /// <summary>The loss of all tokens but the first, added up.</summary>
    private static double Loss(LanguageModule network, int[] stream)
    {
        using var still = inference_mode();
        var (sum, length, whole) = (0.0, network.ContextLength, (stream.Length - 1) / network.ContextLength);
        for (var from = 0; from < whole; from += WindowsAtOnce)
            sum += Loss(network, stream, length, [.. Enumerable.Range(from, Math.Min(WindowsAtOnce, whole - from)).Select(window => window * length)]);
        var rest = stream.Length - 1 - (whole * length);
        return rest == 0 ? sum : sum + Loss(network, stream, rest, [whole * length]);
    }

    private static double Loss(LanguageModule network, int[] stream, int length, int[] starts)
    {
        using var scope = NewDisposeScope();
        using var batch = TokenWindows.Batch(stream, length + 1, starts);
        var windows = batch.Features.Single.to(network.Device);
        var logits = network.call(new GptTokens(windows.narrow(1, 0, length))).flatten(0, 1);
        return functional.cross_entropy(logits, windows.narrow(1, 1, length).flatten(), reduction: Reduction.Sum).item<float>();
    }
}
