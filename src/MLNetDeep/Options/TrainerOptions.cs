using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options that every trainer has.</summary>
public partial class TrainerOptions
{
    /// <summary>The maximum number of epochs: passes over the training set. Default 30.</summary>
    [Range(10, 100, 30)]
    public virtual int MaxEpochs { get; set; } = 30;

    /// <summary>
    /// The minimum number of optimizer steps that <see cref="MaxEpochs"/> must allow: a small training set is given as many more epochs as that takes. Early
    /// stopping may end the training before. Default 0.
    /// </summary>
    public int MinSteps { get; set; }

    /// <summary>Rows per mini-batch. Default 64.</summary>
    [Range(16, 256, 64, true)]
    public int BatchSize { get; set; } = 64;

    /// <summary>The optimizer. Default AdamW.</summary>
    public OptimizerKind Optimizer { get; set; }

    /// <summary>The momentum of Sgd. Default 0.9.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>β₂ of AdamW and Adam: the decay rate of its moving average of squared gradients. Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>The learning-rate schedule after the warmup. Default Cosine: annealed to 0.</summary>
    public ScheduleKind Schedule { get; set; }

    /// <summary>The peak learning rate of the schedule. Default 0.001.</summary>
    [Range(1e-4, 1e-2, 1e-3, true)]
    public virtual double LearningRate { get; set; } = 1e-3;

    /// <summary>
    /// Decoupled weight decay (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019), not applied to normalization layers, biases and embeddings.
    /// Default 0.01.
    /// </summary>
    [Range(1e-5, 1e-1, 1e-2, true)]
    public double WeightDecay { get; set; } = 1e-2;

    /// <summary>Learning-rate warmup, as a share of all steps. Default 0.05.</summary>
    public double WarmupFraction { get; set; } = 0.05;

    /// <summary>Gradient clipping: the maximum norm of the gradient; 0 clips nothing. Default 1.</summary>
    public double GradientClip { get; set; } = 1;

    /// <summary>
    /// Label smoothing (Szegedy et al., Rethinking the Inception Architecture, 2016): the share of the target probability that is spread evenly over all
    /// classes; for binary and multiclass classification. Default 0.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// Mixup (Zhang et al., mixup, 2018): the parameter α of the beta distribution from which the mixing coefficient of each pair of rows is drawn; 0.1 to 0.4
    /// for images, up to 1. Not for quantile regression. Default 0: no mixup.
    /// </summary>
    public double Mixup { get; set; }

    /// <summary>Gradient accumulation: mini-batches whose gradients are summed for one optimizer step, which gives a larger batch in the same memory. Default 1.</summary>
    public int AccumulateBatches { get; set; } = 1;

    /// <summary>
    /// Whether a mini-batch that does not fit into memory is computed in halves, then in quarters, and so on, with gradient accumulation: a step has as many
    /// rows as before, but batch normalization sees fewer at once. Default true.
    /// </summary>
    public bool AutoBatchSize { get; set; } = true;

    /// <summary>The floating-point precision of training. Default Auto.</summary>
    public Precision Precision { get; set; } = Precision.Auto;

    /// <summary>The decay of an exponential moving average (EMA) of the weights, such as 0.999: the averaged weights are validated, and kept. Default 0: no average.</summary>
    public double EmaDecay { get; set; }

    /// <summary>
    /// A checkpoint file with the state of the training, written after each epoch and deleted at the end. If it exists at the start, the training resumes from
    /// it and ends, on a CPU, with the same weights as one that was never interrupted. Default null: none.
    /// </summary>
    public string? CheckpointPath { get; set; }

    /// <summary>Steps after which a checkpoint is written too, besides the ends of epochs; 0 for none (the default).</summary>
    public int CheckpointEverySteps { get; set; }

    /// <summary>Minutes after which a checkpoint is written too, besides the ends of epochs; 0 for none. Default 10.</summary>
    public double CheckpointEveryMinutes { get; set; } = 10;

    /// <summary>The share of the rows that is held out for validation, stratified by class; 0 for none. Default 0.1.</summary>
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>Early-stopping patience: training stops after this many epochs without a lower validation loss; 0 turns early stopping off. Default 10.</summary>
    public int Patience { get; set; } = 10;

    /// <summary>The validation metric that the best epoch is chosen by: its weights are kept, and early stopping monitors this metric. Default Loss.</summary>
    public BestEpochMetric BestEpochBy { get; set; }

    /// <summary>How classes are weighted in the loss. Default None.</summary>
    public ClassWeighting ClassWeights { get; set; }

    /// <summary>The column (Single) with example weights, by which rows are weighted in the loss; all rows have the same weight when null (the default).</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>
    /// Whether probabilities are calibrated by temperature scaling on the validation rows. With fewer than 10 of them the temperature is not fitted, but raised
    /// where needed so that predictions are no more confident than the number of training rows allows. Default true.
    /// </summary>
    public bool Calibrate { get; set; } = true;

    /// <summary>The loss function of a regression. Default Squared.</summary>
    public RegressionLoss RegressionLoss { get; set; }

    /// <summary>δ of the Huber loss, where it turns from quadratic to linear, in standard deviations of the target. Default 1.</summary>
    public double HuberDelta { get; set; } = 1;

    /// <summary>The quantiles that a regression predicts in place of the mean, in ascending order, such as 0.1, 0.5, 0.9. None by default.</summary>
    public virtual double[] Quantiles { get; set; } = [];

    /// <summary>Whether the predictions of a regression are clipped to the range of the training targets. Default false.</summary>
    public bool ClipPredictions { get; set; }

    /// <summary>The random seed for the initial weights and the order of rows: the same seed gives the same model. Taken from the MLContext when null (the default).</summary>
    public int? Seed { get; set; }

    /// <summary>
    /// Whether the same seed must give the same weights bit for bit: trains on the CPU even where there is a GPU, whose algorithms TorchSharp cannot make
    /// deterministic. Sums depend on the number of threads: set Threads too where machines with different numbers of cores must agree. Default false; on a CPU
    /// it makes no difference.
    /// </summary>
    public bool Deterministic { get; set; }

    /// <summary>"auto" (a GPU when there is one: that of the context's GpuDeviceId, if set), "cpu", "cuda" or "cuda:1". Default auto.</summary>
    public string Device { get; set; } = "auto";

    /// <summary>CPU threads in training and in scoring; 0 for one per core (the default).</summary>
    public int Threads { get; set; }

    /// <summary>The engine that computes the scores of the trained network. Default Auto: ONNX Runtime on the CPU where it can.</summary>
    public ScoringEngine ScoringEngine { get; set; }

    /// <summary>How the weights of the trained network are kept for scoring and in saved models; Int8 makes these about a quarter as large. Default Single. See <see cref="DeepTransformer.ToInt8"/>.</summary>
    public ScoringWeights ScoringWeights { get; set; }

    /// <summary>
    /// Up to how much memory, in megabytes, rows are cached, validation rows included. If they do not all fit, training rows are read again in each epoch and
    /// shuffled in a buffer of what is left. Up to twice as much for a moment while they are read for the first time, where the data view does not know its
    /// number of rows. A ValidationSet may take as much again. Default 1024.
    /// </summary>
    public int MemoryBudgetMegabytes { get; set; } = 1024;

    /// <summary>The validation set, with the schema of the training rows. When given, no training rows are held out.</summary>
    [JsonIgnore]
    public IDataView? ValidationSet { get; set; }

    /// <summary>Stops the training within a mini-batch; the best network so far is kept.</summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Called on the training thread after each epoch.</summary>
    [JsonIgnore]
    public Action<EpochResult>? OnEpoch { get; set; }

    /// <summary>Called on the training thread a few times a second.</summary>
    [JsonIgnore]
    public Action<TrainingProgress>? OnProgress { get; set; }

    /// <summary>Reports the same as OnProgress; a <see cref="Progress{T}"/> forwards it to the thread that it was created on, such as that of a window.</summary>
    [JsonIgnore]
    public IProgress<TrainingProgress>? Progress { get; set; }
}
