using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the pages of table architectures show, compiled.</summary>
internal static class TableSnippets
{
    public static void Tables(MLContext ml, IDataView train)
    {
        #region tables
        var model = ml.Deep().BinaryClassification.Mlp("Income").Fit(train);
        Console.WriteLine(string.Join(", ", model.FeatureColumnNames));
        ml.Model.Save(model, train.Schema, "income.zip");
        #endregion
    }

    public static DeepTrainer[] Mlp(MLContext ml)
    {
        #region mlp
        var all = ml.Deep().BinaryClassification.Mlp("Income");
        var some = ml.Deep().BinaryClassification.Mlp("Income", ["Age", "Occupation", "Hired"], new MlpOptions { Layers = 2, MaxEpochs = 20 });
        #endregion
        return [all, some];
    }

    public static DeepTrainer[] TabM(MLContext ml)
    {
        #region tabm
        var all = ml.Deep().BinaryClassification.TabM("Income");
        var quick = ml.Deep().BinaryClassification.TabM("Income", new TabMOptions { Kind = TabMKind.Mini, Members = 16 });
        #endregion
        return [all, quick];
    }

    public static DeepTrainer[] RealMlp(MLContext ml)
    {
        #region realmlp
        var all = ml.Deep().BinaryClassification.RealMlp("Income");
        var quick = ml.Deep().BinaryClassification.RealMlp("Income", new RealMlpOptions { MaxEpochs = 64 });
        #endregion
        return [all, quick];
    }

    public static DeepTrainer[] ModernNca(MLContext ml)
    {
        #region modernnca
        var all = ml.Deep().BinaryClassification.ModernNca("Income");
        var small = ml.Deep().Regression.ModernNca("Price", new ModernNcaOptions { MaxCandidates = 5000, Width = 64 });
        #endregion
        return [all, small];
    }

    public static DeepTrainer TableResNet(MLContext ml)
    {
        #region tableresnet
        var trainer = ml.Deep().Regression.TableResNet("Price", new TableResNetOptions { Layers = 4 });
        #endregion
        return trainer;
    }

    public static DeepTrainer FtTransformer(MLContext ml)
    {
        #region fttransformer
        var trainer = ml.Deep().MulticlassClassification.FtTransformer("Cover", new FtTransformerOptions { Width = 64, MaxEpochs = 10 });
        #endregion
        return trainer;
    }
}
