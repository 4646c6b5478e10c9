using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false,
                bool inplace = false) =>
                Drop("alpha_dropout", input, p, training, inplace);
            public static Tensor batch_norm(Tensor input, Tensor running_mean, Tensor running_var,
                Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1,
                double eps = 1e-5) =>
                Op.One("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null) =>
                Op.One("bilinear", input1, input2, weight, bias);
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null,
                long? padding = null, long? dilation = null, long groups = 1) =>
                Op.One("conv1d", input, weight, bias, stride ?? 1, padding ?? 0, dilation ?? 1, groups);
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null,
                long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Op.One("conv2d", input, weight, bias, strides, padding, dilation, groups);
            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null,
                long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Op.One("conv3d", input, weight, bias, strides, padding, dilation, groups);
            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null,
                long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null,
                long groups = 1) =>
                Op.One("conv_transpose1d", input, weight, bias, stride ?? 1, padding ?? 0, output_padding ?? 0, groups, dilation ?? 1);
            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null,
                long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1) =>
                Op.One("conv_transpose2d.input", input, weight, bias, strides, padding, output_padding, groups, dilation);
            public static Tensor conv_transpose3d(Tensor input, Tensor weight, Tensor? bias = null,
                long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1) =>
                Op.One("conv_transpose3d.input", input, weight, bias, strides, padding, output_padding, groups, dilation);
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1E-08) =>
                Op.One("cosine_similarity", x1, x2, dim, eps);
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop("dropout", input, p, training, inplace);
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop("feature_dropout", input, p, training, inplace);
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop("feature_dropout", input, p, training, inplace);
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop("feature_dropout", input, p, training, inplace);
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false,
                bool inplace = false) =>
                Drop("feature_alpha_dropout", input, p, training, inplace);
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null,
                double eps = 1e-5) =>
                Op.One("group_norm", input, num_groups, weight, bias, eps);
            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null,
                Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1,
                double eps = 1e-5) =>
                Op.One("instance_norm", input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null,
                Tensor? bias = null, double eps = 1e-5) =>
                Op.One("layer_norm", input, normalized_shape, weight, bias, eps);
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Op.One("linear", input, weights, bias);
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Op.One("one_hot", x, num_classes);

            private static Tensor Drop(string kind, Tensor input, double p, bool training, bool inplace) =>
                inplace ? Op.Self(kind + "_", input, p, training) : Op.One(kind, input, p, training);
        }
    }
}
