using Microsoft.ML;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the pages of graphs show, compiled.</summary>
internal static class GraphSnippets
{
    public static void Graphs(MLContext ml)
    {
        #region graphs
        IDataView molecules = ml.Deep().Graphs.LoadJsonLines("molecules.jsonl");
        var parts = ml.Data.TrainTestSplit(molecules, testFraction: 0.2);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Deep().MulticlassClassification.Gin("Label"))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(parts.TrainSet);
        ml.Model.Save(model, molecules.Schema, "molecules.zip");
        #endregion
    }

    public static void Nodes(MLContext ml, IDataView papers, IDataView citations)
    {
        #region graph-nodes
        NodeGraph graph = ml.Deep().Graphs.Create(papers, citations, new NodeGraphOptions { FeatureColumnNames = ["Words"] });
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Label", "Topic").Fit(papers).Transform(papers);
        GraphSplit parts = ml.Deep().Graphs.SplitByColumn(keyed, "Split");

        var options = new GcnOptions { HiddenSize = 16, ValidationSet = parts.ValidationSet };
        using var model = ml.Deep().MulticlassClassification.Nodes("Label", graph, options).Fit(parts.TrainSet);
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(parts.TestSet));
        ml.Model.Save(model, keyed.Schema, "papers.zip");
        #endregion
        GC.KeepAlive(metrics);
    }

    public static void Sweep(MLContext ml, IDataView molecules)
    {
        #region graph-sweep
        SweepResult found = ml.Deep().AutoML("Label").Run(molecules, TimeSpan.FromMinutes(10));
        Comparison comparison = ml.Deep().Compare(PredictionTask.Binary("IsToxic"),
            [Contender.Deep("gin"), Contender.Classical(PredictionTask.Binary("IsToxic"), "lightgbm")], molecules);
        #endregion
        GC.KeepAlive((found, comparison));
    }

    public static void CompareNodes(MLContext ml, NodeGraph graph, IDataView keyed)
    {
        #region node-compare
        PredictionTask task = PredictionTask.Multiclass("Label");
        Contender[] contenders =
        [
            Contender.Nodes("gcn", graph),
            Contender.Nodes("gat", graph, options => options.HiddenSize = 32),
            Contender.LabelPropagation(graph),
            Contender.CorrectAndSmooth(graph, Contender.Classical(task, "lbfgs")),
            Contender.Classical(task, "lightgbm"),
        ];
        Comparison comparison = ml.Deep().Compare(task, contenders, keyed, new ComparisonOptions { FeatureColumnNames = ["Words"] });
        SweepResult found = ml.Deep().Sweep(task).WithFeatures("Words").Over(contenders).WithBudget(TimeSpan.FromMinutes(10)).Run(keyed);
        #endregion
        GC.KeepAlive((found, comparison));
    }

    public static void Links(MLContext ml, IDataView papers, IDataView citations)
    {
        #region graph-links
        GraphSplit parts = ml.Deep().Graphs.SplitEdges(citations, validationFraction: 0.05, testFraction: 0.1);
        NodeGraph known = ml.Deep().Graphs.Create(papers, parts.TrainSet, new NodeGraphOptions { FeatureColumnNames = ["Words"] });
        NodeGraph all = ml.Deep().Graphs.Create(papers, citations, new NodeGraphOptions { FeatureColumnNames = ["Words"] });
        using var model = ml.Deep().Graphs.Links(known, new GcnOptions { WeightDecay = 0, ValidationSet = parts.ValidationSet }).Fit(parts.TrainSet);
        LinkMetrics metrics = ml.Deep().Graphs.EvaluateLinks(model, parts.TestSet, all);
        #endregion
        GC.KeepAlive(metrics);
    }

    public static void Tables(MLContext ml, IDataView customers, IDataView orders)
    {
        #region graph-tables
        NodeGraph shop = ml.Deep().Graphs.FromTables(
            new GraphTable("Customers", customers, "CustomerId", "Age", "Country"),
            new GraphTable("Orders", orders, "OrderId", "Amount") { ForeignKeys = [new ForeignKey("CustomerId", "Customers")] });
        var trainer = ml.Deep().BinaryClassification.Nodes("Left", shop, new RgcnOptions(), tableName: "Customers");
        #endregion
        GC.KeepAlive(trainer);
    }

    public static void OtherGraph(MLContext ml, DeepTransformer model, DataViewSchema schema, IDataView newPapers, IDataView newCitations)
    {
        #region other-graph
        ml.Deep().Model.Save(model, schema, "papers.zip");
        DeepTransformer loaded = ml.Deep().Model.Load("papers.zip", out _).OfType<DeepTransformer>().Single();
        NodeGraph other = ml.Deep().Graphs.Create(newPapers, newCitations, new NodeGraphOptions { FeatureColumnNames = ["Words"] });
        IDataView scored = ml.Deep().Graphs.OnGraph(loaded, other).Transform(newPapers);
        #endregion
        GC.KeepAlive(scored);
    }

    public static DeepTrainer Gcn(MLContext ml, NodeGraph graph)
    {
        #region gcn
        var trainer = ml.Deep().MulticlassClassification.Nodes("Label", graph, new GcnOptions { HiddenSize = 16 });
        #endregion
        return trainer;
    }

    public static DeepTrainer GraphSage(MLContext ml, NodeGraph graph)
    {
        #region graphsage
        var trainer = ml.Deep().MulticlassClassification.Nodes("Label", graph, new GraphSageOptions { Fanouts = [15, 10], BatchSize = 512 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Gat(MLContext ml, NodeGraph graph)
    {
        #region gat
        var trainer = ml.Deep().MulticlassClassification.Nodes("Label", graph, new GatOptions { Heads = 8, HiddenSize = 64 });
        #endregion
        return trainer;
    }

    public static DeepTrainer GatV2(MLContext ml)
    {
        #region gatv2
        var trainer = ml.Deep().Regression.GatV2("Solubility", new GatV2Options { Heads = 4, Pooling = GraphPooling.Mean });
        #endregion
        return trainer;
    }

    public static DeepTrainer Gin(MLContext ml)
    {
        #region gin
        var trainer = ml.Deep().MulticlassClassification.Gin("Label", new GinOptions { Layers = 4, Dropout = 0.2 });
        #endregion
        return trainer;
    }

    public static DeepTrainer GinE(MLContext ml)
    {
        #region gine
        var trainer = ml.Deep().BinaryClassification.GinE("IsToxic", new GinEOptions { Pooling = GraphPooling.Mean });
        #endregion
        return trainer;
    }

    public static DeepTrainer Appnp(MLContext ml, NodeGraph graph)
    {
        #region appnp
        var trainer = ml.Deep().MulticlassClassification.Nodes("Label", graph, new AppnpOptions { Steps = 10, Teleport = 0.1 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Rgcn(MLContext ml, NodeGraph graph)
    {
        #region rgcn
        var trainer = ml.Deep().MulticlassClassification.Nodes("Label", graph, new RgcnOptions { Bases = 4 });
        #endregion
        return trainer;
    }
}
