using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

[TestClass]
public class LossTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor, Tensor>> Losses = new()
    {
        ["cross_entropy"] = (p, c, y) => CrossEntropyLoss().call(p, c),
        ["cross_entropy_weighted"] = (p, c, y) =>
            functional.cross_entropy(p, c, weight: tensor(new float[] { 1, 2, 3, 4 }), label_smoothing: 0.1),
        ["cross_entropy_ignore"] = (p, c, y) => CrossEntropyLoss(ignore_index: 1, reduction: Reduction.Sum).call(p, c),
        ["nll"] = (p, c, y) => NLLLoss().call(functional.log_softmax(p, 1), c),
        ["mse"] = (p, c, y) => MSELoss().call(p, y),
        ["l1"] = (p, c, y) => L1Loss().call(p, y),
        ["smooth_l1"] = (p, c, y) => SmoothL1Loss(beta: 0.5).call(p, y),
        ["huber"] = (p, c, y) => HuberLoss(0.7).call(p, y),
        ["kl_div"] = (p, c, y) => KLDivLoss(log_target: false).call(functional.log_softmax(p, 1), functional.softmax(y, 1)),
        ["bce"] = (p, c, y) => BCELoss().call(p.sigmoid(), y.sigmoid()),
        ["bce_logits"] = (p, c, y) => BCEWithLogitsLoss(pos_weights: tensor(new float[] { 1, 2, 3, 4 })).call(p, y.sigmoid()),
        ["cosine_similarity"] = (p, c, y) => functional.cosine_similarity(p, y).sum(),
    };

    public static IEnumerable<object[]> Names => Reference.Names("loss");

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void GivesWhatPythonGives(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (p, c, y) = (randn(6, 4), randint(0, 4, [6]), randn(6, 4));
        p.requires_grad = true;
        var loss = Losses[name](p, c, y);
        loss.backward();
        var expected = Reference.Numbers("loss", name);
        Reference.Near(expected[0], loss.item<float>(), "loss");
        Reference.Near(expected[1], Reference.Digest(p.grad!), "gradient");
    }
}
