using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Inputs;

/// <summary>
/// A kind of input that the product does not know: the lengths of a text's words, as real numbers in rows of any length. It saves by steps of ML.NET's own,
/// a mapping of this assembly among them.
/// </summary>
internal sealed class LetterInput : ColumnInput
{
    public static LetterInput Instance { get; } = new();

    public override string Key => "letters";

    public override string DisplayName => "letters";

    public override Type OptionsType => typeof(LetterOptions);

    public override IReadOnlyList<string> Forms { get; } = ["text"];

    internal override Type ShapeType => typeof(LetterShape);

    public override bool Takes(ColumnForm form) => form is { IsVector: false, IsKey: false, Item: TextDataViewType };

    internal override InputSpec Find(InputSearch search) => new LetterSpec(search.Request.Names![0]);

    internal override InputSpec? Read(JsonObject saved) => null;

    /// <summary>What a text becomes: a number for each letter.</summary>
    public static float[] NumbersOf(ReadOnlySpan<char> text)
    {
        var numbers = new List<float>();
        foreach (var sign in text)
            if (char.IsAsciiLetterLower(sign)) numbers.Add(1 + sign - 'a');
        return numbers.Count == 0 ? [27] : [.. numbers];
    }
}

/// <summary>Letters as numbers from 1 to 27.</summary>
internal sealed record LetterShape : InputShape
{
    public override int Size => 30;

    public override IReadOnlyList<long> Dimensions { get; } = [-1];

    public bool Equals(LetterShape? other) => other is not null;

    public override int GetHashCode() => 1;
}

/// <summary>The options of trainers for letters.</summary>
internal class LetterOptions : TrainerOptions
{
    public int Width { get; set; } = 128;
}

/// <summary>Which column.</summary>
internal sealed record LetterSpec(string Column) : InputSpec(new LetterShape())
{
    public override InputKind Kind => LetterInput.Instance;

    public override IReadOnlyList<string> Columns { get; } = [Column];

    public override int RowWidth => 30;

    public override FeatureReader Open(DataViewRow row, int capacity, bool strict, RowFaults? faults = null) => new LetterReader(row, Column, capacity);

    public override void Check(DataViewSchema schema)
    {
        if (ColumnChecks.Find(schema, "feature", Column).Type is not TextDataViewType) throw ColumnErrors.Mismatch("feature", Column, "text", "another");
    }

    public override NetworkInput Stage(FeatureLearner? learnt) => new LetterStage();

    public override InputSaving Saving(MLContext ml) => new LetterSaving(ml, Column);

    public override void Write(JsonObject saved) => saved["letters"] = Column;
}

/// <summary>Reads letters.</summary>
internal sealed class LetterReader(DataViewRow row, string column, int capacity) : FeatureReader
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = row.GetGetter<ReadOnlyMemory<char>>(ColumnChecks.Find(row.Schema, "feature", column));
    private readonly float[][] _rows = new float[capacity][];
    private ReadOnlyMemory<char> _text;
    private float[]? _before;

    public override void Read(int slot, long rowIndex)
    {
        _getter(ref _text);
        _rows[slot] = LetterInput.NumbersOf(_text.Span);
    }

    public override Features ToFeatures(int count)
    {
        float[] all = [.. _rows.Take(count).SelectMany(r => r)];
        return new Features(new RaggedPart(Tensors.OfFloats(all, all.Length), [.. _rows.Take(count).Select(r => r.Length)]));
    }

    public override IReadOnlyList<OrtValue> ToOnnx(int count)
    {
        var width = _rows.Take(count).Max(r => r.Length);
        float[] all = [.. _rows.Take(count).SelectMany(r => r.Concat(new float[width - r.Length]))];
        return [OrtValue.CreateTensorValueFromMemory(all, [count, width])];
    }

    public override bool SameAsBefore()
    {
        if (_before is not null && _before.AsSpan().SequenceEqual(_rows[0])) return true;
        _before = _rows[0];
        return false;
    }
}

/// <summary>Makes rows equally long; two inputs of the body: the letters and how many there are.</summary>
internal sealed class LetterStage : NetworkInput
{
    public LetterStage() : base(nameof(LetterStage)) => register_buffer("place", zeros(1).DetachFromDisposeScope());

    public override IReadOnlyList<NetworkPort> Ports { get; } = [new(SavedColumns.Features, OnnxElement.Float, -1)];

    public override Tensor Run(Features features, Module body)
    {
        var padded = ((RaggedPart)features.Parts[0]).Padded(0);
        return ((Module<Tensor, Tensor, Tensor>)body).call(padded, padded.sign().sum([1], keepdim: true));
    }

    public override OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> inputs, Module body)
    {
        var sign = composer.Node("Sign", [-1], [inputs[0]]);
        var count = composer.Node("ReduceSum", [1], [sign, new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(1)), [1])], ("keepdims", 1));
        return ((LetterModule)body).Export(composer, inputs[0], count);
    }

    public override Features Probe(int rows) => Empty(rows);

    public override Features Empty(int rows) =>
        new(new RaggedPart(arange(1, 1 + (rows * (rows + 1) / 2), ScalarType.Float32).to(Device), [.. Enumerable.Range(1, rows)]));

    public override IReadOnlyList<OrtValue> ToOnnx(Features features)
    {
        using var padded = ((RaggedPart)features.Parts[0]).Padded(0);
        return [OrtValue.CreateTensorValueFromMemory(Tensors.ToFloats(padded), padded.shape)];
    }
}

/// <summary>How often each letter is there and how many there are, then two layers. It takes two tensors.</summary>
internal sealed class LetterModule : Module<Tensor, Tensor, Tensor>
{
    private const int Letters = 27;
    private readonly TorchSharp.Modules.Sequential _layers;

    public LetterModule(int width, int outputs) : base(nameof(LetterModule))
    {
        _layers = Sequential(("first", Linear(Letters + 1, width)), ("relu", ReLU()), ("second", Linear(width, outputs)));
        register_module("layers", _layers);
        register_buffer("alphabet", arange(1, Letters + 1, ScalarType.Float32).reshape(1, 1, Letters).DetachFromDisposeScope());
    }

    public override Tensor forward(Tensor letters, Tensor count)
    {
        using var scope = NewDisposeScope();
        var found = letters.unsqueeze(2).eq(get_buffer("alphabet")!).to(ScalarType.Float32).sum([1]);
        return _layers.call(cat([found, count], 1)).MoveToOuterDisposeScope();
    }

    public OnnxValue Export(OnnxComposer composer, OnnxValue letters, OnnxValue count) => composer.Within(this, () =>
    {
        OnnxValue Longs(params long[] values) => new(composer.Graph.Constant(OnnxTensor.Vector(values)), [values.Length]);
        var apart = composer.Node("Unsqueeze", [-1, 1], [letters, Longs(2)]);
        var equal = composer.Node("Cast", [-1, Letters], [composer.Node("Equal", [-1, Letters], [apart, composer.Constant(get_buffer("alphabet")!)])], ("to", (long)OnnxElement.Float));
        var found = composer.Node("ReduceSum", [Letters], [equal, Longs(1)], ("keepdims", 0));
        return composer.Apply(_layers, composer.Concat(1, found, count));
    });

    protected override void RegisterComponents()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _layers.Dispose();
            get_buffer("alphabet")!.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>The architecture.</summary>
internal sealed class LetterArchitecture : MLNetDeep.Architecture
{
    public override string Key => "letterbag";

    public override string DisplayName => "Bag of letters";

    public override InputKind InputKind => LetterInput.Instance;

    public override Type OptionsType => typeof(LetterOptions);

    public override TrainerOptions CreateSmallOptions() => new LetterOptions { LearningRate = 0.02, BatchSize = 32 };

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) => new LetterModule(((LetterOptions)options).Width, output.Size);
}

/// <summary>A text under the name that the mapping knows.</summary>
internal sealed class LetterRow
{
    [ColumnName("Letters.Source")]
    public string Text { get; set; } = "";
}

/// <summary>The letters of a text.</summary>
internal sealed class LetterNumbers
{
    [ColumnName(SavedColumns.Features)]
    [VectorType]
    public float[] Numbers { get; set; } = [];
}

/// <summary>Turns texts into letters in a saved model.</summary>
[Microsoft.ML.Transforms.CustomMappingFactoryAttribute(Contract)]
internal sealed class LetterMapping : Microsoft.ML.Transforms.CustomMappingFactory<LetterRow, LetterNumbers>
{
    public const string Contract = "MLNetDeep.Tests.Letters";

    public override Action<LetterRow, LetterNumbers> GetMapping() => Map;

    public static void Map(LetterRow source, LetterNumbers target) => target.Numbers = LetterInput.NumbersOf(source.Text);
}

/// <summary>The steps of a saved model.</summary>
internal sealed class LetterSaving(MLContext ml, string column) : InputSaving
{
    public override IEnumerable<string> Helpers { get; } = ["Letters.Source", SavedColumns.Features];

    public override IDataView SampleRow() => ml.Transforms.CopyColumns(column, "Letters.Source").Append(ml.Transforms.DropColumns("Letters.Source"))
        .Fit(ml.Data.LoadFromEnumerable([new LetterRow()])).Transform(ml.Data.LoadFromEnumerable([new LetterRow()]));

    public override void AddSteps(StepList steps)
    {
        steps.Add(ml.Transforms.CopyColumns("Letters.Source", column));
        steps.Add(ml.Transforms.CustomMapping<LetterRow, LetterNumbers>(LetterMapping.Map, LetterMapping.Contract));
    }
}
