using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options that every trainer has.</summary>
public partial class TrainerOptions
{
    /// <summary>How many times the training rows are gone through at most. Default 30.</summary>
    [Range(10, 100, 30)]
    public virtual int MaxEpochs { get; set; } = 30;

    /// <summary>
    /// The least number of optimizer steps that <see cref="MaxEpochs"/> must allow: of few rows there are as many more epochs as it takes. Early stopping
    /// may end the training before. Default 0.
    /// </summary>
    public int MinSteps { get; set; }

    /// <summary>Rows in one step of the optimizer. Default 64.</summary>
    [Range(16, 256, 64, true)]
    public int BatchSize { get; set; } = 64;

    /// <summary>The rule by which gradients change weights. Default AdamW.</summary>
    public OptimizerKind Optimizer { get; set; }

    /// <summary>The share of the last step that the next one keeps, with Sgd. Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>The share of AdamW's average of squared gradients that the next step keeps (β₂). Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>How the learning rate goes on after the warmup. Default Cosine: down to 0.</summary>
    public ScheduleKind Schedule { get; set; }

    /// <summary>The highest learning rate of the schedule. Default 0.001.</summary>
    [Range(1e-4, 1e-2, 1e-3, true)]
    public virtual double LearningRate { get; set; } = 1e-3;

    /// <summary>Weight decay, decoupled from the gradient (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019); normalization layers, biases and embeddings have none. Default 0.01.</summary>
    [Range(1e-5, 1e-1, 1e-2, true)]
    public double WeightDecay { get; set; } = 1e-2;

    /// <summary>The share of all steps in which the learning rate rises. Default 0.05.</summary>
    public double WarmupFraction { get; set; } = 0.05;

    /// <summary>Gradients longer than this are shortened to it; 0 leaves them. Default 1.</summary>
    public double GradientClip { get; set; } = 1;

    /// <summary>
    /// The share of each label that is spread over all classes alike, so that networks become less sure (Szegedy et al.,
    /// Rethinking the Inception Architecture, 2016); for binary and multiclass classification. Default 0.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// Mixes rows in pairs in training, numbers and losses by one share from the beta distribution with this for both its
    /// parameters (Zhang et al., mixup, 2018): 0.1 to 0.4 for pictures, up to 1. Not for quantiles. 0 mixes nothing (the default).
    /// </summary>
    public double Mixup { get; set; }

    /// <summary>Batches whose gradients are added up for one step: a larger batch in the same memory. Default 1.</summary>
    public int AccumulateBatches { get; set; } = 1;

    /// <summary>
    /// Whether a batch that does not fit into memory is computed in parts of half the rows, then a quarter, and so on: a step has as
    /// many rows as before, batch norms see fewer at once. Default true.
    /// </summary>
    public bool AutoBatchSize { get; set; } = true;

    /// <summary>The numbers that a network is computed with in training. Default Single.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// How much of an average over the weights of all steps stays in each step, as 0.999; validation is done with the average,
    /// and it is kept. 0 keeps the weights themselves (the default).
    /// </summary>
    public double EmaDecay { get; set; }

    /// <summary>
    /// A file for the state of the training, written after each epoch and deleted at the end. When it is there at the start,
    /// training goes on from it and ends, on a CPU, with the weights of a training never interrupted. None by default.
    /// </summary>
    public string? CheckpointPath { get; set; }

    /// <summary>Steps after which the checkpoint is written too, besides the ends of epochs; 0 for none (the default).</summary>
    public int CheckpointEverySteps { get; set; }

    /// <summary>Minutes after which the checkpoint is written too, besides the ends of epochs; 0 for none. Default 10.</summary>
    public double CheckpointEveryMinutes { get; set; } = 10;

    /// <summary>The share of the training rows kept for validation, taken from every class alike; 0 for none. Default 0.1.</summary>
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>Training stops after so many epochs without a better validation loss; 0 never stops early. Default 10.</summary>
    public int Patience { get; set; } = 10;

    /// <summary>
    /// The metric on the validation rows that the best epoch is chosen by: its weights are kept, and early stopping goes by it. Default Loss.
    /// </summary>
    public BestEpochMetric BestEpochBy { get; set; }

    /// <summary>How much the rows of a class count in the loss. Default None.</summary>
    public ClassWeighting ClassWeights { get; set; }

    /// <summary>The column (Single) that says how much each row counts in the loss; all count the same when null (the default).</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>
    /// Whether probabilities are made to match frequencies by one temperature, found on the validation rows. With fewer than 10 of them it is not looked for, but
    /// raised where needed so that the network is no surer than its training rows can show. Default true.
    /// </summary>
    public bool Calibrate { get; set; } = true;

    /// <summary>What a regression makes small. Default Squared.</summary>
    public RegressionLoss RegressionLoss { get; set; }

    /// <summary>Where Huber's loss turns from square to linear, in deviations of the target. Default 1.</summary>
    public double HuberDelta { get; set; } = 1;

    /// <summary>The quantiles that a regression predicts in place of the mean, in rising order, as 0.1, 0.5, 0.9. None by default.</summary>
    public double[] Quantiles { get; set; } = [];

    /// <summary>Whether the predictions of a regression are clipped to the range of the training targets. Default false.</summary>
    public bool ClipPredictions { get; set; }

    /// <summary>Fixes the weights at the start and the order of rows: same seed, same model. Taken from the MLContext when null (the default).</summary>
    public int? Seed { get; set; }

    /// <summary>
    /// Demands that the same seed gives the same weights bit for bit: computes on the CPU even where there is a GPU, whose
    /// algorithms TorchSharp cannot make deterministic. Sums depend on how many threads share them: set Threads too where
    /// machines with other numbers of cores are to agree. Default false: on the CPU nothing changes.
    /// </summary>
    public bool Deterministic { get; set; }

    /// <summary>"auto" (a GPU when there is one: that of the context's GpuDeviceId, if set), "cpu", "cuda" or "cuda:1". Default auto.</summary>
    public string Device { get; set; } = "auto";

    /// <summary>Threads for computing on the CPU, in training and in scoring; 0 for one on each core (the default).</summary>
    public int Threads { get; set; }

    /// <summary>What computes the scores of the trained network. Default Auto: ONNX Runtime on the CPU where it can.</summary>
    public ScoringEngine ScoringEngine { get; set; }

    /// <summary>
    /// Rows are kept in memory up to this size, those to validate on included; if all do not fit, those to train on are read anew
    /// each epoch and shuffled in what is left. Up to twice as much for a moment while they are read for the first time, where the
    /// data cannot tell how many rows it has. A ValidationSet may take as much again. Default 1024.
    /// </summary>
    public int MemoryBudgetMegabytes { get; set; } = 1024;

    /// <summary>Rows to validate on, in the schema of the training rows. When given, no training rows are kept back.</summary>
    [JsonIgnore]
    public IDataView? ValidationSet { get; set; }

    /// <summary>Stops training within a batch; the best network so far is kept.</summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Called on the training thread after each epoch.</summary>
    [JsonIgnore]
    public Action<EpochResult>? OnEpoch { get; set; }

    /// <summary>Called on the training thread a few times a second.</summary>
    [JsonIgnore]
    public Action<TrainingProgress>? OnProgress { get; set; }

    /// <summary>Told the same as OnProgress; a <see cref="Progress{T}"/> hands it on to the thread that it was made on, such as that of a window.</summary>
    [JsonIgnore]
    public IProgress<TrainingProgress>? Progress { get; set; }
}
