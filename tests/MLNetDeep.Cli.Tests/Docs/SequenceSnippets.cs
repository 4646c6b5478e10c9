using Microsoft.ML;
using MLNetDeep.AutoML;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the pages of networks for sequences show, compiled.</summary>
internal static class SequenceSnippets
{
    public static void Sequences(MLContext ml, IDataView train)
    {
        #region sequences
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Deep().MulticlassClassification.Rocket("Label", "Sequence", new RocketOptions { Channels = 3 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(train);
        ml.Model.Save(model, train.Schema, "gestures.zip");
        #endregion
    }

    public static IDataView Scoring(MLContext ml, IDataView gestures)
    {
        #region sequence-scoring
        ITransformer batched = ml.Model.LoadForScoring("gestures.zip", out _);
        IDataView scored = batched.Transform(gestures);
        #endregion
        return scored;
    }

    public static DeepTrainer Module(MLContext ml)
    {
        #region sequence-module
        var options = new SequenceTrainerOptions { Channels = 3, MaxLength = 200 };
        var trainer = ml.Deep().Regression.FromModule("Level", "Sequence", context =>
        {
            var shape = (SequenceShape)context.Input;
            return new FirstStep(shape.Width + 1, context.Output.Size);
        }, options);
        #endregion
        return trainer;
    }

    public static SweepResult Sweep(MLContext ml, IDataView train)
    {
        #region sequence-sweep
        void Channels(TrainerOptions options) => ((SequenceTrainerOptions)options).Channels = 3;
        SweepResult sweep = ml.Deep().Sweep(PredictionTask.Multiclass("Label"))
            .Over(Contender.Deep("rocket", Channels), Contender.Deep("inceptiontime", Channels), Contender.Deep("sequencetcn", Channels))
            .WithMaxTrials(20)
            .Run(train);
        #endregion
        return sweep;
    }

    public static DeepTrainer Rocket(MLContext ml)
    {
        #region rocket
        var trainer = ml.Deep().MulticlassClassification.Rocket("Label", "Sequence", channels: 3);
        #endregion
        return trainer;
    }

    public static DeepTrainer InceptionTime(MLContext ml)
    {
        #region inceptiontime
        var trainer = ml.Deep().MulticlassClassification.InceptionTime("Label", "Sequence", new InceptionTimeOptions { Channels = 3, Members = 5 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Tcn(MLContext ml)
    {
        #region sequencetcn
        var trainer = ml.Deep().BinaryClassification.SequenceTcn("IsFaulty", "Vibration", new SequenceTcnOptions { MaxLength = 4000 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Lstm(MLContext ml)
    {
        #region sequencelstm
        var trainer = ml.Deep().Regression.SequenceLstm("Energy", "Sequence", new SequenceLstmOptions { Channels = 8, Units = 128 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Gru(MLContext ml)
    {
        #region sequencegru
        var trainer = ml.Deep().Regression.SequenceGru("Energy", "Sequence", new SequenceGruOptions { Channels = 8, Quantiles = [0.1, 0.5, 0.9] });
        #endregion
        return trainer;
    }

    public static DeepTrainer Transformer(MLContext ml)
    {
        #region sequencetransformer
        var trainer = ml.Deep().MultiLabelClassification.SequenceTransformer("Events", "Sequence", new SequenceTransformerOptions { Channels = 12, Layers = 4 });
        #endregion
        return trainer;
    }

    private sealed class FirstStep : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _head;

        public FirstStep(long width, long outputs) : base(nameof(FirstStep))
        {
            _head = Linear(width, outputs);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _head.call(input.select(1, 0));
    }

    #region sequence-row
    class Gesture
    {
        public string Label { get; set; } = "";

        public float[] Sequence { get; set; } = []; // x, y, z of the first step, x, y, z of the second …
    }
    #endregion
}
