using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        public enum QRMode { Reduced = 0, Complete = 1, R = 2 }

        public static (Tensor, Tensor) qr(Tensor input, QRMode mode = QRMode.Reduced) =>
            Op.Two("linalg_qr", input, mode == QRMode.R ? "r" : mode.ToString().ToLowerInvariant());

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Op.Two("linalg_eigh", input, UPLO.ToString());

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Op.One("linalg_eigvalsh", input, UPLO.ToString());

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) =>
            Op.One("linalg_norm", input, Arg.None, dims, keepdim);

        public static (Tensor, Tensor, Tensor, Tensor) lstsq(Tensor input, Tensor other)
        {
            var parts = Op.Many("linalg_lstsq", input, other);
            return (parts[0], parts[1], parts[2], parts[3]);
        }
    }
}
