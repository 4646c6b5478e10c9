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

    public static DeepTrainer TabM(MLContext ml)
    {
        #region tabm
        var tabm = ArchitectureRegistry.Get("tabm");
        var trainer = ml.Deep().BinaryClassification.FromArchitecture(tabm, "Label", "Features", new TabMOptions { Members = 16 });
        #endregion
        return trainer;
    }

    public static DeepTrainer TableResNet(MLContext ml)
    {
        #region tableresnet
        var resNet = ArchitectureRegistry.Get("tableresnet");
        var trainer = ml.Deep().Regression.FromArchitecture(resNet, "Label", "Features", new TableResNetOptions { Layers = 4 });
        #endregion
        return trainer;
    }
}
