using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>
/// Estimates before a trial begins what memory it will take. Rules, not measurements: a network by its weights, the optimizer's state and the activations of a mini-batch; other trainers by rows, columns and
/// trees. Folds follow one another, and the models of those before stay.
/// </summary>
internal sealed class MemoryEstimate(PredictionTask task, SweepData data)
{
    private const long Real = sizeof(float), Mega = 1 << 20;

    // Every weight has a gradient, and stays a second time as it was at the best epoch.
    private const int PerWeight = 3;

    // What is forwarded is kept until its gradient is there, which is as large.
    private const int PerActivation = 2;

    // Text may have any number of categories; those of most tables have fewer.
    private const int TextCategories = 256;

    // Larger pictures are shrunk to that unless options say otherwise.
    private const int PictureSide = 128;

    // LightGBM keeps a histogram of each column for each leaf; FastTree likewise.
    private const int Bins = 256, PerBin = 16, PerNode = 64;

    /// <summary>What a trial needs; null where it cannot be told, as of a pipeline of the user's own.</summary>
    public MemoryNeed? Of(Contender contender, Configuration own)
    {
        // Of texts neither how many n-grams nor how many tokens there are is known before they are read, nor nodes of graphs, steps of sequences and frames of sounds; networks over several inputs differ in each.
        if (data.Features.Texts.Count > 0 || data.Features.IsMixed || data.Features.Graph is not null || data.Features.Sequence is not null || data.Features.Sound is not null)
            return null;
        if (contender.Network is null)
            return contender.IsClassical ? Classical(own) : null;
        try
        {
            return Network(contender.Network(own));
        }
        // A configuration that makes no network fails in its trial, with the reason.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private MemoryNeed Network((Architecture Architecture, TrainerOptions Options) network)
    {
        (Architecture architecture, TrainerOptions options) = network;
        InputShape input = Shape(options);
        NetworkSize size = NetworkSize.Of(architecture, options, input, Output());
        int states = options.Optimizer == OptimizerKind.AdamW ? 2 : 1;
        long perWeight = (PerWeight + states + (options.EmaDecay > 0 ? 1 : 0)) * Real;
        long rows = data.Count * input.Size * (data.Features.Image is null ? Real : 1);
        return new MemoryNeed(Math.Min(rows, options.MemoryBudgetMegabytes * Mega), (perWeight + ((data.Folds.Count - 1) * Real)) * size.Weights, PerActivation * Real * size.Activations * options.BatchSize);
    }

    private InputShape Shape(TrainerOptions options)
    {
        if (data.Features.Image is not null)
        {
            var images = options as ImageTrainerOptions ?? new ImageTrainerOptions();
            return new ImageShape(images.Channels > 0 ? images.Channels : 3, images.ImageHeight > 0 ? images.ImageHeight : PictureSide, images.ImageWidth > 0 ? images.ImageWidth : PictureSide);
        }
        int numbers = data.Features.Numbers;
        int[] categories = [.. data.Features.Categories.Select(keys => keys > 0 ? keys + 1 : TextCategories)];
        return options switch
        {
            ImageTrainerOptions images => Inputs.Images.ImageShapes.OfVector("Features", numbers + categories.Sum(), images),
            TableTrainerOptions table => Table(numbers, categories, table),
            _ => new TableShape(numbers + categories.Sum()),
        };
    }

    private static TableShape Table(int numbers, int[] categories, TableTrainerOptions options)
    {
        int width = options.NumericEncoding == NumericEncoding.PiecewiseLinear ? options.Bins : 1;
        return new TableShape((numbers * width) + categories.Length) { Categories = categories, NumberWidth = width };
    }

    private OutputShape Output()
    {
        DataViewType label = data.Rows.Schema[task.LabelColumnName].Type;
        return label switch
        {
            KeyDataViewType key => new OutputShape((int)key.Count),
            VectorDataViewType vector => new OutputShape(Math.Max(1, vector.Size)),
            _ => new OutputShape(1),
        } with
        { Kind = task.Key switch { "multiclass" => OutputKind.Classes, "regression" => OutputKind.Numbers, _ => OutputKind.Flags } };
    }

    // The encoded rows are cached, and the trainer keeps them in a form of its own; of an encoded category one number in a row is not 0.
    private MemoryNeed Classical(Configuration own)
    {
        int width = data.Features.Image is null ? data.Features.Numbers + (2 * data.Features.Categories.Count) : ImageVector.Width;
        long columns = data.Features.Image is null ? data.Features.Numbers + data.Features.Categories.Sum(keys => keys > 0 ? keys : TextCategories) : ImageVector.Width;
        long leaves = Whole(own, "Leaves"), trees = Math.Max(Whole(own, "Trees"), Whole(own, "Iterations"));
        long classes = task.Key == "multiclass" && data.Rows.Schema[task.LabelColumnName].Type is KeyDataViewType key ? (long)key.Count : 1;
        long model = leaves > 0 ? (leaves * columns * Bins * PerBin) + (classes * trees * leaves * PerNode * data.Folds.Count) : classes * columns * Real * data.Folds.Count;
        return new MemoryNeed(2 * data.Count * width * Real, model, 0);
    }

    private static int Whole(Configuration own, string name) => own.TryGet(name, out object? value) && value is int number ? number : 0;
}
