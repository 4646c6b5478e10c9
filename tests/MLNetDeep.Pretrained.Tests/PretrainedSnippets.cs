using Microsoft.ML;

namespace MLNetDeep.PretrainedTests;

/// <summary>What docs/pretrained.md shows.</summary>
[TestClass]
public sealed class PretrainedSnippets
{
    [TestMethod]
    public void What_the_docs_show_can_be_made()
    {
        var ml = new MLContext(seed: 1);

        #region pretrained-text
        var trainer = ml.Deep().MulticlassClassification.Pretrained("Label", "Text", Pretrained.MiniLM);
        #endregion

        #region pretrained-embed
        var vectors = ml.Deep().Transforms.Embed("Vector", "Text", Pretrained.MiniLM);
        #endregion

        void Shrink(DeepTransformer model, IDataView rows, IDataView test)
        {
            #region int8
            using var small = model.ToInt8();
            var accuracy = ml.MulticlassClassification.Evaluate(small.Transform(test)).MicroAccuracy;
            ml.Model.Save(small, rows.Schema, "small.zip");
            #endregion

            Assert.IsGreaterThan(0, accuracy);
        }

        Assert.IsNotNull((Action<DeepTransformer, IDataView, IDataView>)Shrink);
        Assert.AreEqual("pretrainedtext", trainer.Architecture.Key);
        Assert.AreEqual(Pretrained.MiniLM.Name, ((PretrainedTextOptions)trainer.Options).Model);
        Assert.IsNotNull(vectors);
    }
}
