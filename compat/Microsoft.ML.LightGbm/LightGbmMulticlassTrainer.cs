using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>
/// Gradient boosted trees for several classes: each class against the others, or together by softmax where there are
/// many rows.
/// </summary>
public sealed class LightGbmMulticlassTrainer
    : LightGbmTrainerBase<
        LightGbmMulticlassTrainer.Options,
        VBuffer<float>,
        MulticlassPredictionTransformer<OneVersusAllModelParameters>,
        OneVersusAllModelParameters>
{
    private const int RowsForSoftmax = 50000;

    internal LightGbmMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(LightGbmMulticlassTrainer), options, TrainerUtils.MakeU4ScalarColumn(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label);
        return TrainerUtils.MulticlassOutput(label);
    }

    private protected override OneVersusAllModelParameters Train(TrainingRows rows, TrainingView view)
    {
        int classes = view.Label!.Value.Type.GetKeyCountAsInt32(Host);
        using var matrix = new XGBoostMatrix(rows);
        TreeGrowth growth = GrowthFor(rows, classes);
        return LightGbmTrainerOptions.UseSoftmax ?? rows.Count >= RowsForSoftmax
            ? TrainTogether(matrix, growth, classes)
            : TrainApart(matrix, growth, classes);
    }

    private OneVersusAllModelParameters TrainApart(XGBoostMatrix matrix, TreeGrowth growth, int classes)
    {
        double slope = LightGbmTrainerOptions.Sigmoid;
        var models = new object[classes];
        for (int i = 0; i < classes; i++)
        {
            int ofClass = i;
            bool IsOfClass(float label) => label == ofClass;
            RegressionTreeEnsemble trees = new TreeBoosting(matrix, growth).Boost(
                LogisticLoss.Of(slope, IsOfClass), LogisticLoss.Prior(slope, matrix.Rows, IsOfClass));
            models[i] = new FeatureWeightsCalibratedModelParameters<LightGbmBinaryModelParameters, PlattCalibrator>(
                new LightGbmBinaryModelParameters(Host, trees, matrix.Rows.FeatureCount), new PlattCalibrator(-slope, 0));
        }

        return OneVersusAllModelParameters.Create(Host, useProbabilities: true, models);
    }

    private OneVersusAllModelParameters TrainTogether(XGBoostMatrix matrix, TreeGrowth growth, int classes)
    {
        // Here it is XGBoost that makes the leaves. It wants two classes at least; one that no row has does no harm.
        using var xgboost = new XGBoostTrees(matrix,
        [
            .. growth.Parameters(matrix),
            ("objective", "multi:softprob"),
            ("num_class", Math.Max(2, classes)),
            ("eta", growth.LearningRate),
            ("lambda", growth.L2),
            ("min_child_weight", growth.MinimumRowsPerLeaf * 0.05),
            ("base_score", 0.5),
        ]);
        for (int i = 0; i < growth.Trees; i++)
            xgboost.Update();
        ILookup<int, RegressionTree> trees = xgboost.ReadAll().ToLookup(t => t.Output, t => t.Tree);
        var models = new object[classes];
        for (int i = 0; i < classes; i++)
        {
            models[i] = new LightGbmBinaryModelParameters(
                Host, new RegressionTreeEnsemble(trees[i], 0), matrix.Rows.FeatureCount);
        }

        return OneVersusAllModelParameters.CreateSoftmax(Host, models);
    }

    private protected override MulticlassPredictionTransformer<OneVersusAllModelParameters> MakeTransformer(
        OneVersusAllModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Whether classes are trained together by softmax; null for what suits the number of rows.</summary>
        public bool? UseSoftmax;

        /// <summary>The slope of the sigmoid from score to probability, of classes that are trained apart.</summary>
        public double Sigmoid = 0.5;
    }
}
