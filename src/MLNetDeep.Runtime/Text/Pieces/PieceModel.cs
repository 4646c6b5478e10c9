namespace MLNetDeep.Runtime;

/// <summary>A piece of a text.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Number">The number of the piece; that of the unknown one where there is no such piece.</param>
internal readonly record struct FoundPiece(int From, int Length, int Number);

/// <summary>Cuts a normalized text into pieces.</summary>
internal interface IPieceModel
{
    List<FoundPiece> Encode(string text);
}

/// <summary>The most likely pieces (Kudo, Subword Regularization, 2018): the best way to each place follows from the best ways to places before it.</summary>
internal sealed class UnigramPieces : IPieceModel
{
    // What an unknown character costs beside the least likely piece; symbols that users defined are taken wherever they can be.
    private const float UnknownPenalty = 10;
    private const double UserDefinedScore = -0.1;
    private readonly SentencePieceFile _file;
    private readonly PieceTrie _trie;
    private readonly float _unknownScore;

    public UnigramPieces(SentencePieceFile file)
    {
        _file = file;
        _trie = new PieceTrie(file.Pieces.Index().Where(p => p.Item.Kind is PieceKind.Normal or PieceKind.UserDefined).Select(p => (p.Item.Text, p.Index)));
        _unknownScore = file.Pieces.Where(p => p.Kind == PieceKind.Normal).Select(p => p.Score).DefaultIfEmpty(0).Min() - UnknownPenalty;
    }

    public List<FoundPiece> Encode(string text)
    {
        var best = new (float Score, int From, int Number)[text.Length + 1];
        for (var i = 1; i < best.Length; i++) best[i].From = -1;
        for (int from = 0, width; from < text.Length; from += width)
        {
            width = char.IsHighSurrogate(text[from]) && from + 1 < text.Length ? 2 : 1;
            var (node, isAlone) = (0, true);
            for (var end = from + 1; end <= text.Length && _trie.Step(ref node, text[end - 1], out var number); end++)
            {
                if (number < 0) continue;
                var piece = _file.Pieces[number];
                Offer(end, (piece.Kind == PieceKind.UserDefined ? UserDefinedScore : piece.Score) + best[from].Score, number);
                if (end == from + width) isAlone = false;
            }
            if (isAlone) Offer(from + width, _unknownScore + best[from].Score, _file.Unknown);
            void Offer(int end, double score, int number)
            {
                if (best[end].From < 0 || score > best[end].Score) best[end] = ((float)score, from, number);
            }
        }
        var found = new List<FoundPiece>();
        for (var end = text.Length; end > 0; end = best[end].From) found.Add(new FoundPiece(best[end].From, end - best[end].From, best[end].Number));
        found.Reverse();
        return found;
    }
}

/// <summary>
/// Pieces joined from characters pair by pair, the pair with the highest score first (Sennrich et al., Neural Machine Translation of Rare Words with Subword Units, 2016). Symbols that users defined are
/// joined with nothing, and pieces that are not used are taken apart again.
/// </summary>
internal sealed class BytePairPieces : IPieceModel
{
    private readonly SentencePieceFile _file;
    private readonly PieceTrie _symbols;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;

    public BytePairPieces(SentencePieceFile file, PieceTrie symbols)
    {
        (_file, _symbols) = (file, symbols);
        _numbers = file.Pieces.Index().Where(p => p.Item.Kind is PieceKind.Normal or PieceKind.UserDefined or PieceKind.Unused)
            .ToDictionary(p => p.Item.Text, p => p.Index, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public List<FoundPiece> Encode(string text)
    {
        var parts = Characters(text);
        var (pairs, apart) = (new PriorityQueue<(int Left, int Right, int Length), (float Score, int Left)>(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var i = 1; i < parts.Count; i++) Offer(i - 1, i);
        while (pairs.TryDequeue(out var pair, out _))
        {
            var (left, right) = (parts[pair.Left], parts[pair.Right]);
            if (left.Length == 0 || right.Length == 0 || left.Length + right.Length != pair.Length) continue;
            (left.Length, left.Next, right.Length) = (pair.Length, right.Next, 0);
            (parts[pair.Left], parts[pair.Right]) = (left, right);
            if (left.Next >= 0) parts[left.Next] = parts[left.Next] with { Before = pair.Left };
            Offer(left.Before, pair.Left);
            Offer(pair.Left, left.Next);
        }
        var found = new List<FoundPiece>();
        for (var i = 0; i >= 0 && i < parts.Count; i = parts[i].Next) Add(parts[i].From, parts[i].Length);
        return found;

        void Offer(int before, int after)
        {
            if (before < 0 || after < 0 || parts[before].IsSymbol || parts[after].IsSymbol) return;
            var length = parts[before].Length + parts[after].Length;
            if (!_numbers.TryGetValue(text.AsSpan(parts[before].From, length), out var number)) return;
            pairs.Enqueue((before, after, length), (-_file.Pieces[number].Score, before));
            if (_file.Pieces[number].Kind == PieceKind.Unused) apart[_file.Pieces[number].Text] = parts[before].Length;
        }

        void Add(int from, int length)
        {
            var number = _numbers.TryGetValue(text.AsSpan(from, length), out var known) ? known : _file.Unknown;
            if (_file.Pieces[number].Kind != PieceKind.Unused || !apart.TryGetValue(_file.Pieces[number].Text, out var first))
            {
                found.Add(new FoundPiece(from, length, number));
                return;
            }
            Add(from, first);
            Add(from + first, length - first);
        }
    }

    private List<Part> Characters(string text)
    {
        var parts = new List<Part>(text.Length);
        for (int from = 0, length; from < text.Length; from += length)
        {
            var isSymbol = _symbols.Longest(text.AsSpan(from), out length) >= 0;
            if (!isSymbol) length = char.IsHighSurrogate(text[from]) && from + 1 < text.Length ? 2 : 1;
            parts.Add(new Part(from, length, parts.Count - 1, from + length < text.Length ? parts.Count + 1 : -1, isSymbol));
        }
        return parts;
    }

    private record struct Part(int From, int Length, int Before, int Next, bool IsSymbol);
}
