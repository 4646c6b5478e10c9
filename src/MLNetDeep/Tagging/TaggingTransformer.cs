using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// A trained tagger as a step of an ML.NET model: adds the columns PredictedTags, a tag for each word, and TagProbabilities, the probability of each of these tags
/// (NaN for words behind MaxTokens tokens, which the network does not see). It scores by ONNX Runtime on the CPU, in batches. <c>ml.Model.Save</c> saves it, for an
/// application that has ML.NET and MLNetDeep.Runtime alone. Many threads may score with it at once; dispose it when it is no longer used.
/// </summary>
public sealed class TaggingTransformer : ITransformer, IRowScorer, IDisposable
{
    private readonly byte[] _onnx;
    private readonly WordsSpec _spec;
    private readonly OnnxNetwork _network;
    private readonly Lifetime _lifetime;

    internal TaggingTransformer(MLContext context, byte[] onnx, WordsSpec spec, TrainingHistory history, int threads)
    {
        (_onnx, _spec, History, Context) = (onnx, spec, history, context);
        _network = new OnnxNetwork(onnx, threads);
        _lifetime = new Lifetime(nameof(TaggingTransformer), _network.Dispose);
    }

    /// <summary>What happened in training: the loss and the accuracy are those of single words.</summary>
    public TrainingHistory History { get; }

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags => _spec.Tags;

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    int IRowScorer.BatchRows => _network.BatchRows;

    int IRowScorer.BatchesAtOnce => _network.Threads;

    private MLContext Context { get; }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(this, input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoreMapper(this, Bind(inputSchema));

    /// <summary>Frees the network, as soon as no thread scores with it any more.</summary>
    public void Dispose() => _lifetime.End();

    RowBatch IRowScorer.Open(DataViewRow row, int capacity, IReadOnlyList<AddedColumn> wanted) => new Batch(this, row, capacity);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        using var use = _lifetime.Enter();
        using var chain = ToChain();
        ((ICanSaveModel)chain).Save(ctx);
    }

    private TransformerChain<ITransformer> ToChain()
    {
        var ml = new MLContext();
        var definition = SchemaDefinition.Create(typeof(Sentence));
        definition[0].ColumnName = _spec.Text.Column;
        var steps = new StepList(ml.Data.LoadFromEnumerable([new Sentence()], definition));
        TokenizerSteps.Add(ml, steps, _spec.Text.Column, _spec.Text.Settings);
        steps.Add(ml.Transforms.CustomMapping<WordsRow, WordNumbers>(WordsMapping.Map, WordsMapping.Contract));
        steps.Add(RandomFileName.Open(() => ml.Transforms.ApplyOnnxModel([SavedColumns.TagVector, SavedColumns.TagProbabilities], [SavedColumns.Features, SavedColumns.WordStarts], new MemoryStream(_onnx))));
        steps.Add(ml.Transforms.CustomMapping<TagsRow, TagPrediction>(TagsMapping.Map, TagsMapping.Contract));
        steps.Add(ml.Transforms.DropColumns([.. TokenizerSteps.Helpers, SavedColumns.Features, SavedColumns.WordStarts, SavedColumns.TagVector, SavedColumns.TagProbabilities]));
        return steps.ToChain();
    }

    private ScoreBinding Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lifetime.Check();
        if (ColumnChecks.Find(input, "words", _spec.Text.Column).Type is var type and not VectorDataViewType { ItemType: TextDataViewType })
            throw ColumnErrors.Mismatch("words", _spec.Text.Column, "a vector of text, one item a word", ColumnErrors.Describe(type));
        return new ScoreBinding(input, [_spec.Text.Column],
        [
            Column(nameof(TagPrediction.PredictedTags), TextDataViewType.Instance, (batch, slot) => batch.Tags(slot)),
            Column(nameof(TagPrediction.TagProbabilities), NumberDataViewType.Single, (batch, slot) => batch.Probabilities(slot)),
        ]);
    }

    private static AddedColumn Column<T>(string name, PrimitiveDataViewType type, Func<Batch, int, T[]> values) =>
        new(name, new VectorDataViewType(type), new DataViewSchema.Annotations.Builder().ToAnnotations(), current => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var (batch, slot) = current();
            var found = values((Batch)batch, slot);
            var editor = VBufferEditor.Create(ref value, found.Length);
            found.CopyTo(editor.Values);
            value = editor.Commit();
        }));

    private sealed class Sentence
    {
        [VectorType]
        public string[] Words { get; set; } = [];
    }

    /// <summary>Sentences on their way through the network.</summary>
    private sealed class Batch(TaggingTransformer owner, DataViewRow row, int capacity) : RowBatch
    {
        private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(row.Schema[owner._spec.Text.Column]);
        private readonly string[][] _words = new string[capacity][];
        private readonly ReadOnlyMemory<char>[][] _tags = new ReadOnlyMemory<char>[capacity][];
        private readonly float[][] _probabilities = new float[capacity][];
        private VBuffer<ReadOnlyMemory<char>> _buffer;
        private string[]? _before;

        public ReadOnlyMemory<char>[] Tags(int slot) => _tags[slot];

        public float[] Probabilities(int slot) => _probabilities[slot];

        public override void Read(int slot, long position)
        {
            _getter(ref _buffer);
            _words[slot] = [.. _buffer.DenseValues().Select(word => word.ToString())];
        }

        public override void Compute(int count, bool isAlone)
        {
            using var use = owner._lifetime.Enter();
            var tokenizer = owner._spec.Text.Tokenizer;
            var rows = _words.Take(count).Select(words => WordTokens.Encode(tokenizer, words)).ToList();
            using var results = owner._network.Run([Padded(rows, r => r.Tokens), Padded(rows, r => r.Starts)], [SavedColumns.TagVector, SavedColumns.TagProbabilities], isAlone);
            var (tags, width) = (results[0], rows.Max(r => r.Starts.Count));
            var probabilities = results[1].GetTensorDataAsSpan<float>();
            for (var i = 0; i < count; i++)
            {
                var (seen, first) = (Math.Min(rows[i].Starts.Count, _words[i].Length), i * width);
                _tags[i] = [.. _words[i].Select((_, word) => word < seen ? tags.GetStringElementAsMemory(first + word) : WordTokens.Outside.AsMemory())];
                _probabilities[i] = [.. probabilities.Slice(first, seen), .. Enumerable.Repeat(float.NaN, _words[i].Length - seen)];
            }
        }

        protected override bool SameAsBefore()
        {
            if (_before is not null && _words[0].AsSpan().SequenceEqual(_before)) return true;
            _before = _words[0];
            return false;
        }

        private static OrtValue Padded(List<(List<int> Tokens, List<int> Starts)> rows, Func<(List<int> Tokens, List<int> Starts), List<int>> of)
        {
            var width = rows.Max(row => of(row).Count);
            var all = new long[rows.Count * width];
            for (var i = 0; i < rows.Count; i++)
                for (var k = 0; k < of(rows[i]).Count; k++) all[(i * width) + k] = of(rows[i])[k];
            return OrtValue.CreateTensorValueFromMemory(all, [rows.Count, width]);
        }
    }
}
