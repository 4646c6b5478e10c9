using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using MLNetDeep.Training;

namespace MLNetDeep.Generation;

/// <summary>The texts of a training as tokens, one behind the other.</summary>
/// <param name="Settings">Of the tokenizer.</param>
/// <param name="Training">The tokens to train on.</param>
/// <param name="Validation">Those held out; fewer than two for none.</param>
/// <param name="AreFew">Whether there are so few texts that beginnings are rare.</param>
internal sealed record GptTexts(TokenizerSettings Settings, int[] Training, int[] Validation, bool AreFew)
{
    // With fewer texts the end of each is held out, with more whole texts.
    private const int FewTexts = 20;

    /// <summary>Reads the texts of a column, holds some out, and learns their tokens.</summary>
    public static GptTexts Read(IDataView rows, string column, GptOptions options, int seed, ITrainingLog log)
    {
        var all = Column(rows, column, options.CancellationToken, log);
        var (training, validation, areWhole) = options.ValidationSet is { } set
            ? (all, Column(set, column, options.CancellationToken, log), true)
            : Split(all, options.ValidationFraction, seed);
        var settings = GptTokenizers.Learn(training, options);
        var tokenizer = TextTokenizer.Create(settings);
        var texts = new GptTexts(settings, Join(tokenizer, training, begins: true, ends: all.Count > 1), Join(tokenizer, validation, areWhole, all.Count > 1), all.Count < FewTexts);
        log.Info($"{texts.Training.Length} tokens to train on, {texts.Validation.Length} to validate on; {settings.Count} different ones ({options.Tokenization}).");
        return texts;
    }

    private static List<string> Column(IDataView rows, string column, CancellationToken cancel, ITrainingLog log)
    {
        var (texts, empty) = (new List<string>(), 0);
        using var cursor = rows.GetRowCursor([ColumnChecks.Find(rows.Schema, "text", column)]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(rows.Schema[column]);
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            getter(ref text);
            if (text.IsEmpty) empty++;
            else texts.Add(text.ToString());
        }
        if (texts.Count == 0)
            throw new InvalidOperationException(empty == 0 ? $"There are no rows to train on (column '{column}')." : $"There is no text to train on: {(empty == 1 ? "the one row has" : $"all {empty} rows have")} an empty or missing text in column '{column}'.");
        if (empty > 0) log.Warning($"{empty} rows with an empty or missing text in column '{column}' are left out.");
        return texts;
    }

    private static (List<string> Training, List<string> Validation, bool AreWhole) Split(List<string> texts, double fraction, int seed)
    {
        if (fraction <= 0) return (texts, [], true);
        if (texts.Count < FewTexts)
        {
            int Cut(string text) => Whole(text, text.Length - (int)(text.Length * fraction));
            return ([.. texts.Select(text => text[..Cut(text)])], [.. texts.Select(text => text[Cut(text)..])], false);
        }
        var order = Enumerable.Range(0, texts.Count).ToArray();
        new Random(seed).Shuffle(order);
        var held = order.Take(Math.Max(1, (int)(texts.Count * fraction))).ToHashSet();
        return ([.. texts.Where((_, i) => !held.Contains(i))], [.. texts.Where((_, i) => held.Contains(i))], true);
    }

    // Not between the halves of a character.
    private static int Whole(string text, int place) => place > 0 && place < text.Length && char.IsLowSurrogate(text[place]) ? place - 1 : place;

    private static int[] Join(TextTokenizer tokenizer, List<string> texts, bool begins, bool ends)
    {
        var tokens = new List<int>();
        foreach (var text in texts.Where(text => text.Length > 0))
        {
            if (begins) tokens.Add(LanguageModel.Boundary);
            tokens.AddRange(tokenizer.Encode(text, out _));
            if (ends && !begins) tokens.Add(LanguageModel.Boundary);
        }
        if (begins && ends && tokens.Count > 0) tokens.Add(LanguageModel.Boundary);
        return [.. tokens];
    }
}
