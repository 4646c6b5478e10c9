namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public partial class Module
            {
                protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) =>
                    Convert(dtype, InitializeDevice(device), non_blocking);

                protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                    Convert(null, InitializeDevice(new Device(deviceType, deviceIndex)), non_blocking);

                protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Convert(dtype, null, non_blocking);

                public Module _to(Tensor other, bool non_blocking) => Convert(other.dtype, other.device, non_blocking);

                /// <summary>Everyone who holds a parameter keeps it: its contents change place or type. As in PyTorch,
                /// only floating-point tensors change type.</summary>
                private Module Convert(ScalarType? dtype, Device? device, bool nonBlocking)
                {
                    using var quiet = no_grad();
                    foreach (var parameter in parameters())
                    {
                        var gradient = parameter.grad;
                        Convert(parameter, dtype, device, nonBlocking);
                        if (gradient is null)
                            continue;
                        parameter.grad = null;
                        Convert(gradient, dtype, device, nonBlocking);
                        parameter.grad = gradient;
                        gradient.Dispose();
                    }
                    foreach (var buffer in buffers())
                        Convert(buffer, dtype, device, nonBlocking);
                    return this;
                }

                private static void Convert(Tensor tensor, ScalarType? dtype, Device? device, bool nonBlocking)
                {
                    var type = dtype is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype;
                    var converted = tensor.to(type, device ?? tensor.device, non_blocking: nonBlocking);
                    if (ReferenceEquals(converted, tensor))
                        return;
                    tensor.TakeContents(converted);
                    converted.Dispose();
                }
            }
        }
    }

    public static class ModuleExtensionMethods
    {
        public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false)
            where T : torch.nn.Module => (T)module._to(device, type, non_blocking);

        public static T to<T>(this T module, torch.Device device,
            bool non_blocking = false) where T : torch.nn.Module =>
            (T)module._to(device.type, device.index, non_blocking);

        public static T to<T>(this T module, string device, bool non_blocking = false) where T : torch.nn.Module =>
            module.to(new torch.Device(device), non_blocking);

        public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
            where T : torch.nn.Module => (T)module._to(deviceType, deviceIndex, non_blocking);

        public static T to<T>(this T module, torch.ScalarType type,
            bool non_blocking = false) where T : torch.nn.Module =>
            (T)module._to(type, non_blocking);

        public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false) where T : torch.nn.Module =>
            (T)module._to(other, non_blocking);

        public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
            module.to(DeviceType.CPU, -1, non_blocking);

        public static T cuda<T>(this T module, int deviceIndex = -1,
            bool non_blocking = false) where T : torch.nn.Module =>
            module.to(DeviceType.CUDA, deviceIndex, non_blocking);

        public static T half<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
            module.to(torch.ScalarType.Float16, non_blocking);

        public static T bfloat16<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
            module.to(torch.ScalarType.BFloat16, non_blocking);

        public static T @float<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
            module.to(torch.ScalarType.Float32, non_blocking);

        public static T @double<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
            module.to(torch.ScalarType.Float64, non_blocking);
    }
}
