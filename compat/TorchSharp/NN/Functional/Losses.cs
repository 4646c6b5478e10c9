using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("binary_cross_entropy", input, target, weight, (long)reduction);
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null,
                nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null) =>
                Op.One("binary_cross_entropy_with_logits", input, target, weight, pos_weights, (long)reduction);
            public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("cosine_embedding_loss", input1, input2, target, margin, (long)reduction);
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null,
                long ignore_index = -100, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0) =>
                Op.One("cross_entropy_loss", input, target, weight, (long)reduction, ignore_index, label_smoothing);
            public static Tensor ctc_loss(Tensor log_probs, Tensor targets, Tensor input_lengths,
                Tensor target_lengths, long blank = 0, bool zero_infinity = false,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("ctc_loss.Tensor", log_probs, targets, input_lengths, target_lengths, blank, (long)reduction, zero_infinity);
            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("hinge_embedding_loss", input, target, margin, (long)reduction);
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("huber_loss", input, target, (long)reduction, delta);
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("kl_div", input, target, (long)reduction, log_target);
            public static Tensor l1_loss(Tensor input, Tensor target, nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("l1_loss", input, target, (long)reduction);
            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("margin_ranking_loss", input1, input2, target, margin, (long)reduction);
            public static Tensor mse_loss(Tensor input, Tensor target, nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("mse_loss", input, target, (long)reduction);
            public static Tensor multi_label_margin_loss(Tensor input, Tensor target,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("multilabel_margin_loss", input, target, (long)reduction);
            public static Tensor multi_margin_loss(Tensor input, Tensor target, int p = 1, double margin = 1,
                Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("multi_margin_loss", input, target, p, margin, weight, (long)reduction);
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("nll_loss_nd", input, target, weight, (long)reduction);
            public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true,
                bool full = false, float eps = 1E-08f, nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("poisson_nll_loss", input, target, log_input, full, (double)eps, (long)reduction);
            public static Tensor smooth_l1_loss(Tensor input, Tensor target,
                nn.Reduction reduction = nn.Reduction.Mean, double beta = 1) =>
                Op.One("smooth_l1_loss", input, target, (long)reduction, beta);
            public static Tensor soft_margin_loss(Tensor input, Tensor target,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("soft_margin_loss", input, target, (long)reduction);
            public static Tensor triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative,
                double margin = 1, long p = 2, double eps = 1E-06, bool swap = false,
                nn.Reduction reduction = nn.Reduction.Mean) =>
                Op.One("triplet_margin_loss", anchor, positive, negative, margin, p, eps, swap, (long)reduction);
        }
    }
}
