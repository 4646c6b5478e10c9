using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the pages of text architectures show, compiled.</summary>
internal static class TextSnippets
{
    public static void Text(MLContext ml, IDataView train)
    {
        #region text
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Deep().MulticlassClassification.TextCnn("Label", "Text"))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(train);
        ml.Model.Save(model, train.Schema, "questions.zip");
        #endregion
    }

    public static DeepTrainer TextCnn(MLContext ml)
    {
        #region textcnn
        var trainer = ml.Deep().BinaryClassification.TextCnn("IsGood", "Review", new TextCnnOptions { Filters = 200, VocabularySize = 50_000 });
        #endregion
        return trainer;
    }

    public static void Tagging(MLContext ml)
    {
        #region tagging
        IDataView train = ml.Deep().Tagging.LoadConll("train.conll"), test = ml.Deep().Tagging.LoadConll("test.conll");
        using var tagger = ml.Deep().Tagging.Tagger("Tags", "Words").Fit(train);
        TaggingMetrics metrics = ml.Deep().Tagging.Evaluate(tagger.Transform(test));
        Console.WriteLine($"F1 of entities {metrics.F1:P1}, of persons {metrics.Types["PER"].F1:P1}");
        ml.Model.Save(tagger, train.Schema, "tagger.zip");
        #endregion
    }

    public static DeepTrainer Pretrain(MLContext ml, IDataView allTexts)
    {
        #region pretrain
        var network = new TextTransformerOptions { MaxEpochs = 20 };
        ml.Deep().Transforms.PretrainEncoder(allTexts, "Text", network, "texts.encoder");

        var trainer = ml.Deep().MulticlassClassification.TextTransformer("Label", "Text", new TextTransformerOptions { PretrainedEncoder = "texts.encoder" });
        #endregion
        return trainer;
    }

    public static object Embedding(MLContext ml, IDataView train, IDataView other)
    {
        #region embedding
        using var classifier = ml.Deep().MulticlassClassification.TextCnn("Label", "Text").Fit(train);
        using var embedding = classifier.ToEmbedding("Vector");
        IDataView vectors = embedding.Transform(other);
        ml.Model.Save(embedding, train.Schema, "embedding.zip");

        var pipeline = ml.Deep().MulticlassClassification.TextCnn("Label", "Text").ToEmbedding("Vector")
            .Append(ml.Clustering.Trainers.KMeans("Vector"));
        #endregion
        return (vectors, pipeline);
    }

    public static DeepTrainer[] SentencePair(MLContext ml)
    {
        #region sentencepair
        var entailment = ml.Deep().MulticlassClassification.SentencePair("Label", "Premise", "Hypothesis", new LstmOptions());
        var similarity = ml.Deep().Regression.SentencePair("Score", "First", "Second", options: new SentencePairOptions { Comparison = PairComparison.Cosine });
        #endregion
        return [entailment, similarity];
    }

    public static DeepTrainer Lstm(MLContext ml)
    {
        #region lstm
        var trainer = ml.Deep().BinaryClassification.Lstm("IsGood", "Review", new LstmOptions { Units = 256, Layers = 2 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Gru(MLContext ml)
    {
        #region gru
        var trainer = ml.Deep().Regression.Gru("Stars", "Review", new GruOptions { Units = 64 });
        #endregion
        return trainer;
    }

    public static DeepTrainer TextTransformer(MLContext ml)
    {
        #region texttransformer
        var trainer = ml.Deep().MulticlassClassification.TextTransformer("Topic", "Article", new TextTransformerOptions { Layers = 4, Tokenization = TextTokenization.BytePairs });
        #endregion
        return trainer;
    }
}
