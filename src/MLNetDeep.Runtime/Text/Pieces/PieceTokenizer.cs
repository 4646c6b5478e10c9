using System.Text;

namespace MLNetDeep.Runtime;

/// <summary>The pieces that a SentencePiece model has (Kudo and Richardson, SentencePiece, 2018): the same as SentencePiece itself gives.</summary>
internal sealed class PieceTokenizer : TextTokenizer
{
    private readonly SentencePieceFile _file;
    private readonly PieceNormalizer _normalizer;
    private readonly IPieceModel _model;
    private readonly int[] _bytes = [];

    /// <summary>Opens a model.</summary>
    /// <exception cref="InvalidDataException">The file is none.</exception>
    public PieceTokenizer(TokenizerSettings settings) : base(settings)
    {
        _file = SentencePieceFile.Read(settings.File!);
        var symbols = new PieceTrie(_file.Pieces.Index().Where(p => p.Item.Kind == PieceKind.UserDefined).Select(p => (p.Item.Text, p.Index)));
        (_normalizer, _model) = (new PieceNormalizer(_file, symbols), _file.IsBytePairs ? new BytePairPieces(_file, symbols) : new UnigramPieces(_file));
        Tokens = [.. _file.Pieces.Select(piece => piece.Text)];
        if (!_file.HasBytes) return;
        var numbers = _file.Pieces.Index().ToDictionary(p => p.Item.Text, p => p.Index, StringComparer.Ordinal);
        _bytes = [.. Enumerable.Range(0, 256).Select(value => numbers[SentencePieceFile.ByteName((byte)value)])];
    }

    public override IReadOnlyList<string?> Tokens { get; }

    // Unknown pieces are their bytes where the model has these; else those in a row are one.
    protected override bool Add(ReadOnlySpan<char> text, List<int> tokens, int limit)
    {
        var normalized = _normalizer.Normalize(ValidText.Span(text));
        var wasUnknown = false;
        foreach (var (from, length, number) in _model.Encode(normalized))
        {
            var isUnknown = number == _file.Unknown;
            if (isUnknown && _file.HasBytes)
            {
                foreach (var part in Encoding.UTF8.GetBytes(normalized, from, length))
                    if (!Take(TokenizerSettings.First + _bytes[part])) return false;
            }
            else if ((!isUnknown || !wasUnknown) && !Take(isUnknown ? TokenizerSettings.Unknown : TokenizerSettings.First + number))
            {
                return false;
            }
            wasUnknown = isUnknown;
        }
        return true;

        bool Take(int token)
        {
            if (tokens.Count == limit) return false;
            tokens.Add(token);
            return true;
        }
    }
}
