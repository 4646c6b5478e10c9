using Microsoft.ML;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the pages on several inputs show, compiled.</summary>
internal static class CombinedSnippets
{
    public static void Combined(MLContext ml, IDataView train)
    {
        #region combined
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Deep().MulticlassClassification.Combined("Label",
            [
                new("Photo", new CnnOptions { ImageHeight = 32, ImageWidth = 32 }),
                new("Title", new TextCnnOptions()),
                new(["Price", "Rooms", "Town"], new MlpOptions()),
            ]))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(train);
        ml.Model.Save(model, train.Schema, "listings.zip");
        #endregion
    }

    public static DeepTrainer Options(MLContext ml)
    {
        #region combined-options
        InputParts inputs = [new("Photo", new CnnOptions()), new("Title", new LstmOptions()), InputPart.AllOthers(new MlpOptions())];
        var trainer = ml.Deep().Regression.Combined("Price", inputs, new CombinedOptions { EmbeddingWidth = 128, ModalityDropout = 0.3 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Module(MLContext ml)
    {
        #region combined-module
        InputParts inputs = [new("Photo", new ImageTrainerOptions()), new("Title", new TextTrainerOptions())];
        var trainer = ml.Deep().Regression.FromModule("Price", inputs, shapes => new MyModule((CombinedShape)shapes.Input, shapes.Output.Size));
        #endregion
        return trainer;
    }

    private sealed class MyModule(CombinedShape shape, int outputs) : Module<CombinedBatch, Tensor>(nameof(MyModule))
    {
        private readonly TorchSharp.Modules.Linear _head = Linear(shape.Parts[0].Shape.Size, outputs);

        public override Tensor forward(CombinedBatch batch) => _head.call(batch["Photo"].flatten(1));
    }
}
