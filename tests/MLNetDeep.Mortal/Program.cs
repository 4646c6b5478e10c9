// Trains with a checkpoint and writes the weights: MLNetDeep.Mortal cached|streamed training.checkpoint weights.bin
using Microsoft.ML;
using MLNetDeep;
using MLNetDeep.Mortal;
using static TorchSharp.torch.nn;

const int Budget = 1; // MB, of which the streamed rows take more
var (isStreamed, checkpoint, weights) = (args[0] == "streamed", args[1], args[2]);
var ml = new MLContext(1);
ml.Log += (_, e) =>
{
    if (e.RawMessage.Contains("Resuming after", StringComparison.Ordinal)) Console.WriteLine(e.RawMessage);
};
var rows = Row.Create(isStreamed ? 5000 : 2000);
var view = ml.Data.LoadFromEnumerable(rows);
var isUnderWay = false;
var options = new TrainerOptions
{
    MaxEpochs = isStreamed ? 12 : 24,
    BatchSize = 32,
    EmaDecay = 0.99,
    Seed = 1,
    Threads = 1,
    MemoryBudgetMegabytes = isStreamed ? Budget : 100,
    CheckpointPath = checkpoint,
    CheckpointEverySteps = 7,
    OnProgress = _ =>
    {
        if (!isUnderWay) Console.WriteLine("under way");
        isUnderWay = true;
    },
    OnEpoch = epoch => Console.WriteLine($"epoch {epoch.Epoch}"),
};
var trainer = ml.Deep().BinaryClassification.FromModule(nameof(Row.Label), nameof(Row.Features), shapes => Sequential(
    Linear(shapes.Input.Size, 64), BatchNorm1d(64), ReLU(), Dropout(0.3), Linear(64, shapes.Output.Size)), options);
using var model = trainer.Fit(view);
if (model.History.Streamed != isStreamed) throw new InvalidOperationException("The rows are not where they should be.");
var bytes = model.Module.state_dict().Values.SelectMany(tensor => tensor.bytes.ToArray()).ToArray();
File.WriteAllBytes(weights + ".tmp", bytes);
File.Move(weights + ".tmp", weights, overwrite: true);
